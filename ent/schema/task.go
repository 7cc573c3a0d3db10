package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Task (任务) is one thing to be done for an issue.
//
// A template makes one task of an issue at most: constraint task_once_per_template.
type Task struct{ ent.Schema }

// Mixin of the table.
func (Task) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Task) Annotations() []schema.Annotation { return []schema.Annotation{Table("task")} }

// Fields of the table.
func (Task) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.String("title").Immutable(),
		field.Bool("required").Immutable().Comment("whether the issue is not closed before it is done"),
		field.UUID("unit_id", uuid.UUID{}).Comment("that does it"),
		field.UUID("owner_id", uuid.UUID{}).Optional().Nillable().Comment("who of the unit does it"),
		field.Time("due_time"),
		field.String("state").Comment("OPEN, DONE or CANCELLED"),
		field.Time("overdue_time").Optional().Nillable().Comment("when it was told to be overdue"),
		field.String("note").Default(""),
		field.UUID("finisher_id", uuid.UUID{}).Optional().Nillable().Comment("null where its issue was over first"),
		field.Time("finish_time").Optional().Nillable(),
		field.String("template").Default("").Immutable().Comment("code of the template; empty where somebody wrote it"),
	}
}

// Edges of the table.
func (Task) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required(),
		edge.To("owner", Person.Type).Unique().Field("owner_id"),
		edge.To("finisher", Person.Type).Unique().Field("finisher_id"),
	}
}

// Indexes of the table. Those of what a template makes once, and of what is open until when, are partial and hand-written.
func (Task) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "due_time", "id").StorageKey("task_by_issue"),
		index.Fields("tenant_id", "owner_id", "due_time", "id").StorageKey("task_by_owner"),
		index.Fields("tenant_id", "unit_id", "due_time", "id").StorageKey("task_by_unit"),
		index.Fields("tenant_id", "due_time", "id").StorageKey("task_by_due_time"),
	}
}
