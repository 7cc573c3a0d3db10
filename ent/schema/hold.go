package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Hold (挂账) is why an issue that cannot be solved now waits, for what, and who looks after it.
type Hold struct{ ent.Schema }

// Annotations of the table.
func (Hold) Annotations() []schema.Annotation { return []schema.Annotation{Table("hold")} }

// Mixin gives tenant, id, times and version.
func (Hold) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a hold.
func (Hold) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.String("cause").Immutable(),
		field.String("unlock_condition").Immutable(),
		field.UUID("owner_unit_id", uuid.UUID{}).Immutable().Comment("watches the condition"),
		field.Time("review_time").Immutable().Comment("begin of the day of the review in Asia/Shanghai"),
		field.UUID("approver_id", uuid.UUID{}).Immutable(),
		field.Time("end_time").Optional().Nillable().Comment("null while it lasts"),
		field.Time("remind_time").Optional().Nillable().Comment("when the owner was told that the review is due"),
	}
}

// Edges of a hold.
func (Hold) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("owner_unit", Unit.Type).Unique().Field("owner_unit_id").Required().Immutable(),
		edge.To("approver", Person.Type).Unique().Field("approver_id").Required().Immutable(),
	}
}

// Indexes of the table. That one hold of an issue lasts at a time is a partial one and hand-written.
func (Hold) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("hold_by_issue"),
	}
}
