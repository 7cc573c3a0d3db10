package schema

import (
	"entgo.io/ent"
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
	}
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
