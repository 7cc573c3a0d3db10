package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Objection (异议) says with facts why a nomination on the published list should not be honoured.
type Objection struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Objection) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Objection) Annotations() []schema.Annotation { return []schema.Annotation{Table("objection")} }

// Fields of an objection.
func (Objection) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("campaign_id", uuid.UUID{}).Immutable(),
		field.UUID("nomination_id", uuid.UUID{}).Immutable(),
		field.UUID("objector_id", uuid.UUID{}).Immutable(),
		field.String("facts").Immutable().Comment("in the objector's words"),
		field.String("state"),
		field.String("reply").Default("").Comment("in the words of who decided"),
		field.Time("resolve_time").Optional().Nillable(),
	}
}

// Edges of an objection.
func (Objection) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("campaign", Campaign.Type).Unique().Field("campaign_id").Required().Immutable(),
		edge.To("nomination", Nomination.Type).Unique().Field("nomination_id").Required().Immutable(),
		edge.To("objector", Person.Type).Unique().Field("objector_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Objection) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "campaign_id", "create_time", "id").StorageKey("objection_by_campaign"),
		index.Fields("tenant_id", "nomination_id").StorageKey("objection_by_nomination"),
	}
}
