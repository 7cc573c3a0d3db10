package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// CallbackTask (回访任务) is that somebody is to ask the resident about the outcome of his issue.
type CallbackTask struct{ ent.Schema }

// Annotations of the table.
func (CallbackTask) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("callback_task")}
}

// Mixin gives tenant, id, times and version.
func (CallbackTask) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a task.
func (CallbackTask) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.Int32("round").Immutable().Comment("how often the issue had been reopened"),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("that calls back"),
		field.String("cause").Immutable(),
		field.String("state"),
		field.UUID("draw_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null where everybody is asked"),
		field.UUID("assignee_id", uuid.UUID{}).Optional().Nillable().Comment("never who replied"),
		field.Int32("tries").Default(0).Comment("without an answer"),
	}
}

// Edges of a task.
func (CallbackTask) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("draw", CallbackDraw.Type).Unique().Field("draw_id").Immutable(),
		edge.To("assignee", Person.Type).Unique().Field("assignee_id"),
	}
}

// Indexes of the table.
func (CallbackTask) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("callback_task_by_unit"),
		index.Fields("tenant_id", "assignee_id", "create_time", "id").StorageKey("callback_task_by_assignee"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("callback_task_by_time"),
		index.Fields("tenant_id", "draw_id").StorageKey("callback_task_by_draw"),
		index.Fields("tenant_id", "issue_id").StorageKey("callback_task_by_issue"),
	}
}
