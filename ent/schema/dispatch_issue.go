package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DispatchIssue says that an issue of a resident stands behind a dispatch. One dispatch may group many issues, one issue
// may be dispatched again.
type DispatchIssue struct{ ent.Schema }

// Mixin of the table.
func (DispatchIssue) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (DispatchIssue) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("dispatch_issue")}
}

// Fields of the table.
func (DispatchIssue) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of the table.
func (DispatchIssue) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (DispatchIssue) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "dispatch_id", "issue_id").Unique().StorageKey("dispatch_issue_unique"),
		index.Fields("tenant_id", "issue_id").StorageKey("dispatch_issue_by_issue"),
	}
}
