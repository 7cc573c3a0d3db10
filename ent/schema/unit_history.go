package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// UnitHistory is what a unit was called, what it was and where it stood during [valid_from, valid_to).
type UnitHistory struct{ ent.Schema }

// Annotations of the table.
func (UnitHistory) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("unit_history")}
}

// Mixin gives tenant, id, times and version.
func (UnitHistory) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a span of history.
func (UnitHistory) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.String("name").Immutable(),
		field.String("kind").Immutable(),
		field.UUID("parent_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Time("valid_from").Immutable(),
		field.Time("valid_to").Optional().Nillable().Comment("null while the span lasts"),
	}
}

// Edges of a span of history.
func (UnitHistory) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("parent", Unit.Type).Unique().Field("parent_id").Immutable(),
	}
}

// Indexes of the table.
func (UnitHistory) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("unit_history_by_unit"),
		index.Fields("tenant_id", "valid_from").StorageKey("unit_history_by_time"),
	}
}
