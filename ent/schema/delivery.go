package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Delivery (投递) is the way of one notice through one channel outside of the inbox, once: delivery_notice_channel_unique.
type Delivery struct{ ent.Schema }

// Annotations of the table.
func (Delivery) Annotations() []schema.Annotation { return []schema.Annotation{Table("delivery")} }

// Mixin gives tenant, id, times and version.
func (Delivery) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a delivery.
func (Delivery) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("notice_id", uuid.UUID{}).Immutable(),
		field.String("channel").Immutable().Comment("SMS, WECHAT or EMAIL"),
		field.String("template").Immutable().Comment("by which the provider knows the text"),
		field.String("state").Comment("QUEUED, SENT, FAILED or GIVEN_UP"),
		field.String("reason").Default("").Comment("of the last failure"),
		field.Int("tries").Default(0),
		field.Time("next_try_time").Optional().Nillable().Comment("while a worker is at it: when another one may take it"),
		field.String("recipient").Default("").Comment("masked"),
		field.String("provider_id").Default(""),
		field.Time("sent_time").Optional().Nillable(),
	}
}

// Edges of a delivery.
func (Delivery) Edges() []ent.Edge {
	return []ent.Edge{edge.To("notice", Notice.Type).Unique().Field("notice_id").Required().Immutable()}
}

// Indexes of the table.
func (Delivery) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "notice_id", "channel").Unique().StorageKey("delivery_notice_channel_unique"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("delivery_by_time"),
	}
}
