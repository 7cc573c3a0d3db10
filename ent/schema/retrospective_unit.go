package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// RetrospectiveUnit says that a unit takes part in a retrospective.
type RetrospectiveUnit struct{ ent.Schema }

// Mixin of the table.
func (RetrospectiveUnit) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (RetrospectiveUnit) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("retrospective_unit")}
}

// Fields of the table.
func (RetrospectiveUnit) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("retrospective_id", uuid.UUID{}).Immutable(),
		field.Time("retrospective_create_time").Immutable().Comment("of the retrospective: its units walk their retrospectives by it"),
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.Int("place").Immutable().Comment("in the order in which the units were named"),
	}
}

// Edges of the table.
func (RetrospectiveUnit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("retrospective", Retrospective.Type).Unique().Field("retrospective_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (RetrospectiveUnit) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "retrospective_id", "unit_id").Unique().StorageKey("retrospective_unit_once"),
		index.Fields("tenant_id", "unit_id", "retrospective_create_time", "retrospective_id").StorageKey("retrospective_unit_by_unit"),
	}
}
