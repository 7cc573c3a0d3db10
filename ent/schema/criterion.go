package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Criterion (评选标准) is one measure of a campaign with its full marks and its share of the total.
type Criterion struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Criterion) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Criterion) Annotations() []schema.Annotation { return []schema.Annotation{Table("criterion")} }

// Fields of a criterion.
func (Criterion) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("campaign_id", uuid.UUID{}).Immutable(),
		field.String("title").Immutable(),
		field.String("description").Default("").Immutable(),
		field.Int("weight_basis_points").Immutable(),
		field.Int("max_score").Immutable(),
	}
}

// Edges of a criterion.
func (Criterion) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("campaign", Campaign.Type).Unique().Field("campaign_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Criterion) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "campaign_id", "create_time", "id").StorageKey("criterion_by_campaign"),
		index.Fields("tenant_id", "campaign_id", "title").Unique().StorageKey("criterion_title_unique"),
	}
}
