package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// CountedOrder (计入工单) is an issue as the rates counted it from one position of the events to another. What changes is a new row, so
// that every revision of a rate finds the orders that it counted.
type CountedOrder struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (CountedOrder) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (CountedOrder) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("counted_order")}
}

// Fields of a counted order.
func (CountedOrder) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.Int64("since").Immutable().Comment("position of the event from which on it is counted so"),
		field.Int64("until").Optional().Nillable().Comment("position of the event from which on it is counted otherwise"),
		field.UUID("lead_unit_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("sub_district_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("community_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("place_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("category_id", uuid.UUID{}).Immutable(),
		field.Bytes("reporter_key").Optional().Immutable().Comment("keyed digest; tells residents apart and names none"),
		field.Time("receive_time").Immutable(),
		field.Time("close_time").Optional().Nillable().Immutable(),
		field.Bool("valid").Immutable(),
		field.Bool("contacted").Immutable(),
		field.Bool("solved").Immutable(),
		field.String("satisfaction").Default("").Immutable(),
		field.Bool("excluded").Immutable(),
	}
}

// Edges of a counted order.
func (CountedOrder) Edges() []ent.Edge {
	return []ent.Edge{edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable()}
}

// Indexes of the table.
func (CountedOrder) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "since").Unique().StorageKey("counted_order_version"),
		index.Fields("tenant_id", "lead_unit_id", "receive_time", "id").StorageKey("counted_order_by_lead_unit"),
		index.Fields("tenant_id", "sub_district_id", "receive_time", "id").StorageKey("counted_order_by_sub_district"),
		index.Fields("tenant_id", "category_id", "receive_time", "id").StorageKey("counted_order_by_category"),
	}
}
