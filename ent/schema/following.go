package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Following (关注) is that a person wants to be told of an issue, of the issues of a category or of those of an area: of one of the three
// (following_one), and of each once (following_once).
type Following struct{ ent.Schema }

// Annotations of the table.
func (Following) Annotations() []schema.Annotation { return []schema.Annotation{Table("following")} }

// Mixin gives tenant, id, times and version.
func (Following) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a following.
func (Following) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.UUID("issue_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("category_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("area_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("told_state").Default("").Comment("of the issue, as the person knows it"),
		field.Time("told_time").Optional().Nillable().Comment("when the person was told last"),
		field.Time("tell_time").Optional().Nillable().Comment("from when on he may be told of what may be news; null while nothing is"),
		field.Int64("news_position").Optional().Nillable().Comment("from which public issue on"),
	}
}

// Edges of a following.
func (Following) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Immutable(),
		edge.To("category", Category.Type).Unique().Field("category_id").Immutable(),
		edge.To("area", Unit.Type).Unique().Field("area_id").Immutable(),
	}
}

// Indexes of the table. Those by what is followed are partial and hand-written.
func (Following) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("following_by_person")}
}
