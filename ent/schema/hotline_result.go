package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// HotlineResult (结果回传) is one version of what the hotline is told about an order.
type HotlineResult struct{ ent.Schema }

// Outcome is what a result tells.
type Outcome struct {
	State         string     `json:"state"`
	Reply         string     `json:"reply,omitempty"`
	ContactedTime *time.Time `json:"contactedTime,omitempty"`
	RepliedTime   *time.Time `json:"repliedTime,omitempty"`
	ClosedTime    *time.Time `json:"closedTime,omitempty"`
	Contacted     *bool      `json:"contacted,omitempty"`    // the resident, when called back
	Solved        *bool      `json:"solved,omitempty"`       // the same
	Satisfaction  *string    `json:"satisfaction,omitempty"` // the same
}

// Annotations of the table.
func (HotlineResult) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("hotline_result")}
}

// Mixin gives tenant, id, times and version.
func (HotlineResult) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a result.
func (HotlineResult) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("hotline_order_id", uuid.UUID{}).Immutable(),
		field.Int32("edition").Immutable().Comment("the how-manieth of the order, from 1"),
		field.JSON("outcome", Outcome{}).Immutable(),
		field.String("state").Comment("QUEUED, SENT, FAILED or GIVEN_UP"),
		field.String("reason").Default("").Comment("of the last failure"),
		field.Int("tries").Default(0),
		field.Time("next_try_time").Optional().Nillable().Comment("while a worker is at it: when another one may take it"),
		field.Time("sent_time").Optional().Nillable(),
	}
}

// Edges of a result.
func (HotlineResult) Edges() []ent.Edge {
	return []ent.Edge{edge.To("hotline_order", HotlineOrder.Type).Unique().Field("hotline_order_id").Required().Immutable()}
}

// Indexes of the table.
func (HotlineResult) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "hotline_order_id", "edition").Unique().StorageKey("hotline_result_edition"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("hotline_result_by_time"),
	}
}
