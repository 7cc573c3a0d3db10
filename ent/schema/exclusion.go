package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Exclusion (剔除) takes one issue out of the measures of the rates, once somebody else than who asks for it agrees.
type Exclusion struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Exclusion) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Exclusion) Annotations() []schema.Annotation { return []schema.Annotation{Table("exclusion")} }

// Fields of an exclusion.
func (Exclusion) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.String("reason").Immutable(),
		field.String("explanation").Comment("in the requester's words; empty when it was erased"),
		field.String("state"),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("that asks: the lead unit of the issue"),
		field.UUID("reviewing_unit_id", uuid.UUID{}).Immutable(),
		field.UUID("requester_id", uuid.UUID{}).Immutable(),
		field.UUID("reviewer_id", uuid.UUID{}).Optional().Nillable().Comment("never the requester"),
		field.Time("review_time").Optional().Nillable(),
		field.String("decision").Default("").Comment("in the reviewer's words"),
	}
}

// Edges of an exclusion.
func (Exclusion) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("reviewing_unit", Unit.Type).Unique().Field("reviewing_unit_id").Required().Immutable(),
		edge.To("requester", Person.Type).Unique().Field("requester_id").Required().Immutable(),
		edge.To("reviewer", Person.Type).Unique().Field("reviewer_id"),
	}
}

// Indexes of the table.
func (Exclusion) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("exclusion_by_unit"),
		index.Fields("tenant_id", "reviewing_unit_id", "create_time", "id").StorageKey("exclusion_by_reviewing_unit"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("exclusion_by_time"),
	}
}
