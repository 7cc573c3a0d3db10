package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// HandOver (移交) is the wish of a unit that another one takes its duty over, and the answer.
//
// One hand-over of a duty is offered at a time: constraint hand_over_one_offered.
type HandOver struct{ ent.Schema }

// Mixin of the table.
func (HandOver) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (HandOver) Annotations() []schema.Annotation { return []schema.Annotation{Table("hand_over")} }

// Fields of the table.
func (HandOver) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the assignment"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.UUID("to_unit_id", uuid.UUID{}).Immutable(),
		field.String("role").Immutable().Comment("LEAD or ASSIST"),
		field.String("duty").Immutable(),
		field.String("state").Comment("OFFERED, ACCEPTED, DECLINED or LAPSED"),
		field.String("reason").Immutable(),
		field.UUID("offerer_id", uuid.UUID{}).Immutable(),
		field.UUID("answerer_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("answer_time").Optional().Nillable(),
		field.String("note").Default(""),
		field.UUID("taken_id", uuid.UUID{}).Optional().Nillable().Comment("the assignment of the unit that took the duty over"),
	}
}

// Edges of the table.
func (HandOver) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("to_unit", Unit.Type).Unique().Field("to_unit_id").Required().Immutable(),
		edge.To("offerer", Person.Type).Unique().Field("offerer_id").Required().Immutable(),
		edge.To("answerer", Person.Type).Unique().Field("answerer_id"),
		edge.To("taken", Assignment.Type).Unique().Field("taken_id"),
	}
}

// Indexes of the table. That of what is offered is a partial one and hand-written.
func (HandOver) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "assignment_id", "create_time", "id").StorageKey("hand_over_by_assignment"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("hand_over_by_unit"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("hand_over_by_issuer"),
		index.Fields("tenant_id", "to_unit_id", "create_time", "id").StorageKey("hand_over_by_to_unit"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("hand_over_by_time"),
	}
}
