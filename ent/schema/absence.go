package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Absence (外出) is a time in which one of the people of a unit is away.
//
// Nobody is away twice at a time: constraint absence_no_overlap.
type Absence struct{ ent.Schema }

// Mixin of the table.
func (Absence) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Absence) Annotations() []schema.Annotation { return []schema.Annotation{Table("absence")} }

// Fields of the table.
func (Absence) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Immutable(),
		field.UUID("replacement_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Time("cancel_time").Optional().Nillable().Comment("null while it holds"),
	}
}

// Edges of the table.
func (Absence) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("replacement", Person.Type).Unique().Field("replacement_id").Immutable(),
	}
}

// Indexes of the table. That of who is away when is that of its exclusion, and hand-written.
func (Absence) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("absence_by_unit"),
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("absence_by_person"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("absence_by_time"),
	}
}
