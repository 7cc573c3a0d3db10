package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Dispatch (派单, 吹哨) is one matter handed to units that must act: an order, or a whistle of three kinds.
//
// One dispatch is blown anew once: constraint dispatch_reblown_once.
type Dispatch struct{ ent.Schema }

// Mixin of the table.
func (Dispatch) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Dispatch) Annotations() []schema.Annotation { return []schema.Annotation{Table("dispatch")} }

// Fields of the table.
func (Dispatch) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").Immutable().Comment("for people: letters of the kind, code of the unit, day, running number"),
		field.String("kind").Immutable().Comment("ORDER, WHISTLE_DAILY, WHISTLE_KEY_TASK or WHISTLE_EMERGENCY"),
		field.String("state"),
		field.String("tier").Immutable().Comment("urgency: EMERGENCY, URGENT, ORDINARY or COMPLEX"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("the sub-district that calls"),
		field.UUID("creator_id", uuid.UUID{}).Immutable(),
		field.String("text").Immutable(),
		field.String("place").Default("").Immutable(),
		field.Time("due_time").Optional().Nillable(),
		field.String("review").Default("").Comment("empty, PENDING, APPROVED or REJECTED"),
		field.UUID("reviewer_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("review_time").Optional().Nillable(),
		field.String("review_note").Default(""),
		field.Time("sent_time").Optional().Nillable(),
		field.Time("completed_time").Optional().Nillable(),
		field.Time("cleared_time").Optional().Nillable(),
		field.String("closing_note").Default("").Comment("why it was cleared or called off"),
		field.UUID("consultation_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("on whose conclusion it rests"),
		field.UUID("former_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the dispatch that this one blows anew"),
		field.String("reblow_reason").Default("").Immutable(),
	}
}

// Edges of the table.
func (Dispatch) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("creator", Person.Type).Unique().Field("creator_id").Required().Immutable(),
		edge.To("reviewer", Person.Type).Unique().Field("reviewer_id"),
		edge.To("consultation", Consultation.Type).Unique().Field("consultation_id").Immutable(),
		edge.To("successors", Dispatch.Type).From("former").Unique().Field("former_id").Immutable(),
		edge.From("assignments", Assignment.Type).Ref("dispatch"),
		edge.From("issues", DispatchIssue.Type).Ref("dispatch"),
		edge.From("clocks", Clock.Type).Ref("dispatch"),
	}
}

// Indexes of the table.
func (Dispatch) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "number").Unique().StorageKey("dispatch_number_unique"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("dispatch_by_time"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("dispatch_by_unit"),
		index.Fields("tenant_id", "issuing_unit_id", "state", "create_time", "id").StorageKey("dispatch_by_unit_state"),
	}
}
