package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Capacity (承办容量) is how many open duties of a unit one of its people handles at once. Who chooses a handler locks those of the unit.
type Capacity struct{ ent.Schema }

// Mixin of the table.
func (Capacity) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Capacity) Annotations() []schema.Annotation { return []schema.Annotation{Table("capacity")} }

// Fields of the table.
func (Capacity) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.Int32("duties").Comment("at once; 0 for none"),
		field.Time("last_time").Optional().Nillable().Comment("when he was last given one"),
	}
}

// Edges of the table.
func (Capacity) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Capacity) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "person_id").Unique().StorageKey("capacity_of_person"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("capacity_by_unit"),
	}
}
