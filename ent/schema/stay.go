package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Stay (停留) is a stretch of time in which an issue was in one state, in the hands of one unit or of none. It begins with the event of its id.
type Stay struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Stay) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Stay) Annotations() []schema.Annotation { return []schema.Annotation{Table("stay")} }

// Fields of a stay.
func (Stay) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.String("state").Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null where nobody has it in hand"),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Optional().Nillable(),
	}
}

// Edges of a stay.
func (Stay) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
	}
}

// Indexes of the table.
func (Stay) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "issue_id", "start_time", "id").StorageKey("stay_by_issue")}
}
