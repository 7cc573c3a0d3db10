package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// JointConfirmation (共同确认) asks those who joined an issue whether it is solved. Who they are is in joint_voter.
type JointConfirmation struct{ ent.Schema }

// Annotations of the table.
func (JointConfirmation) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("joint_confirmation")}
}

// Mixin gives tenant, id, times and version.
func (JointConfirmation) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a joint confirmation.
func (JointConfirmation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("requester_id", uuid.UUID{}).Immutable(),
		field.String("state"),
		field.Int32("asked").Immutable(),
		field.Int32("needed").Immutable().Comment("how many have to confirm"),
		field.Int32("confirmed").Default(0),
		field.Int32("refused").Default(0),
		field.String("silent").Immutable().Comment("for what a voter counts who has not answered by the end"),
		field.Time("end_time").Immutable(),
		field.Time("decide_time").Optional().Nillable(),
	}
}

// Edges of a joint confirmation.
func (JointConfirmation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("requester", Person.Type).Unique().Field("requester_id").Required().Immutable(),
	}
}

// Indexes of the table. Those of the ones that wait are partial and hand-written.
func (JointConfirmation) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("joint_confirmation_by_issue")}
}
