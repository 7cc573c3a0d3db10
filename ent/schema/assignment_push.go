package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// AssignmentPush (承办动态推送) is how far the system of a called unit has been told of its duty.
//
// A duty has one: constraint assignment_push_of_assignment.
type AssignmentPush struct{ ent.Schema }

// Mixin of the table.
func (AssignmentPush) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (AssignmentPush) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("assignment_push")}
}

// Fields of the table.
func (AssignmentPush) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the assignment"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.Int32("edition").Comment("the how-manieth change that there is to tell of, from 1"),
		field.String("state").Comment("QUEUED, SENT, FAILED or GIVEN_UP"),
		field.String("reason").Default("").Comment("of the last failure"),
		field.Int("tries").Default(0).Comment("of the edition"),
		field.Time("next_try_time").Optional().Nillable().Comment("while a worker is at it: when another one may take it"),
		field.Time("sent_time").Optional().Nillable().Comment("when the system has taken an edition at last"),
		field.Time("pending_time").Optional().Nillable().Comment("of the first change that the system has not taken"),
		field.Time("stuck_time").Optional().Nillable().Comment("when somebody was told that it does not get there; null once it does"),
	}
}

// Edges of the table.
func (AssignmentPush) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
	}
}

// Indexes of the table. Those of what is pending and of what is stuck are partial and hand-written.
func (AssignmentPush) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "assignment_id").Unique().StorageKey("assignment_push_of_assignment"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("assignment_push_by_unit"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("assignment_push_by_issuer"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("assignment_push_by_time"),
	}
}
