package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Campaign (评选活动) is one yearly round of commendation: what is honoured, by whom, how many, and its phase.
type Campaign struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Campaign) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Campaign) Annotations() []schema.Annotation { return []schema.Annotation{Table("campaign")} }

// Fields of a campaign.
func (Campaign) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("runs the campaign and issues its honours"),
		field.String("title").Immutable(),
		field.String("description").Default("").Immutable(),
		field.String("honour_title").Immutable().Comment("the words on the certificate"),
		field.Int("year").Immutable(),
		field.String("subject_kind").Immutable(),
		field.Int("quota").Immutable().Comment("how many at most; 0 is no limit"),
		field.Int("threshold_basis_points").Immutable().Comment("least score in basis points of full marks; 0 is none"),
		field.Bool("ballot").Immutable(),
		field.String("state"),
		field.Time("publish_time").Optional().Nillable(),
		field.Time("publicity_end_time").Optional().Nillable().Comment("fixed at publication, by the rule of that day"),
		field.Time("award_time").Optional().Nillable(),
		field.String("cancel_reason").Default("").Comment("in the words of who called it off"),
	}
}

// Edges of a campaign.
func (Campaign) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Campaign) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "create_time", "id").StorageKey("campaign_by_time"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("campaign_by_unit"),
	}
}
