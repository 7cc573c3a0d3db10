package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Finding (复盘发现) is one thing that was found in a retrospective.
type Finding struct{ ent.Schema }

// Mixin of the table.
func (Finding) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Finding) Annotations() []schema.Annotation { return []schema.Annotation{Table("finding")} }

// Fields of the table.
func (Finding) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("retrospective_id", uuid.UUID{}).Immutable(),
		field.String("kind").Immutable().Comment("CAUSE, WENT_WELL or MUST_CHANGE"),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("that it concerns; null for all"),
		field.String("text").Immutable(),
		field.UUID("person_id", uuid.UUID{}).Immutable().Comment("who found it"),
	}
}

// Edges of the table.
func (Finding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("retrospective", Retrospective.Type).Unique().Field("retrospective_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Finding) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "retrospective_id", "create_time", "id").StorageKey("finding_by_retrospective"),
	}
}
