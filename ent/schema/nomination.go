package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Nomination (提名) enters one person, one unit or one place into a campaign; constraint nomination_one_subject.
type Nomination struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Nomination) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Nomination) Annotations() []schema.Annotation { return []schema.Annotation{Table("nomination")} }

// Fields of a nomination.
func (Nomination) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("campaign_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("place_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("nominator_id", uuid.UUID{}).Immutable().Comment("the person who nominated"),
		field.String("statement").Immutable().Comment("in the nominator's words"),
		field.Bool("publication_consent").Immutable().Comment("a person agrees that the masked name is public"),
		field.String("state"),
		field.String("screen_reason").Default("").Comment("in the words of who screened"),
		field.Int("rank").Optional().Nillable().Comment("fixed at publication"),
		field.Int("score_basis_points").Optional().Nillable().Comment("fixed at publication"),
		field.Int("sheet_count").Optional().Nillable().Comment("submitted sheets that the score stands on; fixed at publication"),
	}
}

// Edges of a nomination.
func (Nomination) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("campaign", Campaign.Type).Unique().Field("campaign_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
		edge.To("place", Place.Type).Unique().Field("place_id").Immutable(),
		edge.To("nominator", Person.Type).Unique().Field("nominator_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Nomination) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "campaign_id", "create_time", "id").StorageKey("nomination_by_campaign"),
		index.Fields("tenant_id", "nominator_id").StorageKey("nomination_by_nominator"),
	}
}
