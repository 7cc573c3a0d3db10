package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Honour (荣誉) is an award that was given. It is never deleted; one that is revoked says when and why.
type Honour struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Honour) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Honour) Annotations() []schema.Annotation { return []schema.Annotation{Table("honour")} }

// Fields of an honour.
func (Honour) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").Immutable().Comment("on the certificate; names the district, so that it can be verified without signing in"),
		field.UUID("campaign_id", uuid.UUID{}).Immutable(),
		field.UUID("nomination_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("issued it"),
		field.String("title").Immutable(),
		field.Int("year").Immutable(),
		field.String("subject_kind").Immutable(),
		field.String("state"),
		field.Time("award_time").Immutable(),
		field.Time("revoke_time").Optional().Nillable(),
		field.String("revoke_reason").Default("").Comment("in the words of who revoked"),
	}
}

// Edges of an honour.
func (Honour) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("campaign", Campaign.Type).Unique().Field("campaign_id").Required().Immutable(),
		edge.To("nomination", Nomination.Type).Unique().Field("nomination_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Honour) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "number").Unique().StorageKey("honour_number_unique"),
		index.Fields("tenant_id", "nomination_id").Unique().StorageKey("honour_nomination_unique"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("honour_by_time"),
		index.Fields("tenant_id", "campaign_id", "create_time", "id").StorageKey("honour_by_campaign"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("honour_by_unit"),
	}
}
