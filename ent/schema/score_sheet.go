package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Score is the marks of a sheet for one criterion.
type Score struct {
	Criterion uuid.UUID `json:"criterion"`
	Value     int       `json:"value"`
}

// ScoreSheet (评分表) is what one judge gives one nomination. It is written and read as a whole, so its marks are one value.
type ScoreSheet struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (ScoreSheet) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (ScoreSheet) Annotations() []schema.Annotation { return []schema.Annotation{Table("score_sheet")} }

// Fields of a score sheet.
func (ScoreSheet) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("campaign_id", uuid.UUID{}).Immutable(),
		field.UUID("nomination_id", uuid.UUID{}).Immutable(),
		field.UUID("judge_id", uuid.UUID{}).Immutable(),
		field.JSON("scores", []Score{}),
		field.String("remark").Default("").Comment("in the judge's words"),
		field.String("state"),
		field.Time("submit_time").Optional().Nillable(),
	}
}

// Edges of a score sheet.
func (ScoreSheet) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("campaign", Campaign.Type).Unique().Field("campaign_id").Required().Immutable(),
		edge.To("nomination", Nomination.Type).Unique().Field("nomination_id").Required().Immutable(),
		edge.To("judge", Person.Type).Unique().Field("judge_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (ScoreSheet) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "campaign_id").StorageKey("score_sheet_by_campaign"),
		index.Fields("tenant_id", "nomination_id", "judge_id").Unique().StorageKey("score_sheet_one_per_judge"),
	}
}
