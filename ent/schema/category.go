package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Category is a node of the tree of matters (诉求分类). Codes are stable; a category that issues name is never removed.
type Category struct{ ent.Schema }

// Annotations of the table.
func (Category) Annotations() []schema.Annotation { return []schema.Annotation{Table("category")} }

// Mixin gives tenant, id, times and version.
func (Category) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}, Deletable{}} }

// Fields of a category.
func (Category) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").Immutable(),
		field.String("name"),
		field.UUID("parent_id", uuid.UUID{}).Optional().Nillable(),
		field.Bool("active").Comment("whether new matters may be filed under it"),
		field.String("tier").Comment("EMERGENCY, URGENT, ORDINARY or COMPLEX; the limits are settings"),
		field.JSON("questions", []Question{}).Default([]Question{}).Annotations(entsql.DefaultExpr("'[]'")).Comment("asked of who files under it"),
		field.JSON("notice", &CategoryNotice{}).Optional().Comment("shown for a time to who files under it"),
		field.String("closed_text").Default("").Comment("what is said to who files under it while it is closed"),
		field.Bool("named_only").Default(false).Comment("whether who files must say who he is"),
		field.Bool("private").Default(false).Comment("whether its issues are kept out of public views"),
	}
}

// CategoryNotice is shown from a time until another; an absent one is no bound.
type CategoryNotice struct {
	Text  string     `json:"text"`
	From  *time.Time `json:"from,omitempty"`
	Until *time.Time `json:"until,omitempty"`
}

// Question is asked of who files under a category.
type Question struct {
	Code     string   `json:"code"`
	Prompt   string   `json:"prompt"`
	Type     string   `json:"type"` // TEXT, NUMBER, DATE, CHOICE, MULTI_CHOICE or YES_NO
	Required bool     `json:"required"`
	Choices  []Choice `json:"choices,omitempty"` // of a choice; of a yes-or-no question those with an advice
}

// Choice is one of the answers to choose from.
type Choice struct {
	Code   string `json:"code"`
	Label  string `json:"label"`
	Advice string `json:"advice,omitempty"` // given instead of taking the issue in
}

// Edges of a category.
func (Category) Edges() []ent.Edge {
	return []ent.Edge{edge.To("children", Category.Type).From("parent").Unique().Field("parent_id")}
}

// Indexes of the table.
func (Category) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "code").Unique().StorageKey("category_code_unique"),
		index.Fields("tenant_id", "parent_id").StorageKey("category_by_parent"),
	}
}
