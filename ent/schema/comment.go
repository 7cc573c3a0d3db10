package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Comment (留言) is what somebody adds to an issue beside its steps. It never changes, but that its words may be erased or redacted.
type Comment struct{ ent.Schema }

// Annotations of the table.
func (Comment) Annotations() []schema.Annotation { return []schema.Annotation{Table("comment")} }

// Mixin gives tenant, id, times and version.
func (Comment) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a comment.
func (Comment) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("author_id", uuid.UUID{}).Immutable(),
		field.UUID("author_unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null when the reporter speaks"),
		field.Bool("internal").Immutable().Comment("only the units that handle the issue see it"),
		field.String("text").Comment("empty when it was erased"),
		field.Bool("withheld").Default(false).Comment("kept from all but its author and staff until somebody has looked at its words"),
	}
}

// Edges of a comment.
func (Comment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("author", Person.Type).Unique().Field("author_id").Required().Immutable(),
		edge.To("author_unit", Unit.Type).Unique().Field("author_unit_id").Immutable(),
	}
}

// Indexes of the table.
func (Comment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("comment_by_issue"),
		index.Fields("tenant_id", "author_id", "create_time", "id").StorageKey("comment_by_author"),
	}
}
