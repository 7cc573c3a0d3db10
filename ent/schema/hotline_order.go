package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// HotlineOrder (热线工单) is the order of a hotline behind an issue, as the hotline last told it.
type HotlineOrder struct{ ent.Schema }

// Annotations of the table.
func (HotlineOrder) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("hotline_order")}
}

// Mixin gives tenant, id, times and version.
func (HotlineOrder) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an order.
func (HotlineOrder) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.String("source").Immutable().Comment("the system that it comes from"),
		field.String("external_no").Immutable().Comment("its number there"),
		field.String("source_status").Default("").Comment("in the hotline's word"),
		field.String("nature").Default(""),
		field.JSON("tags", []string{}).Default([]string{}).Annotations(entsql.DefaultExpr("'[]'")),
		field.String("handling_method").Default(""),
		field.String("lead_unit_name").Default("").Comment("in the hotline's word"),
		field.UUID("lead_unit_id", uuid.UUID{}).Optional().Nillable().Comment("the unit of exactly that name"),
		field.String("sub_unit_name").Default("").Comment("in the hotline's word"),
		field.String("respondent").Default("").Comment("the enterprise that it is about"),
		field.Time("received_time").Immutable().Comment("by the hotline"),
		field.Time("closed_time").Optional().Nillable().Comment("by the hotline"),
		field.String("result").Default(""),
		field.String("reply").Default(""),
		field.Bool("callback_valid").Optional().Nillable(),
		field.Bool("callback_contacted").Optional().Nillable(),
		field.Bool("callback_solved").Optional().Nillable(),
		field.String("callback_satisfaction").Optional().Nillable(),
		field.Bytes("extra_cipher").Optional().Nillable().Comment("JSON of every other column"),
		field.Bytes("filed_digest").Immutable().Comment("of what the issue was filed with"),
		field.Bytes("row_digest").Comment("of all that the row says"),
	}
}

// Edges of an order.
func (HotlineOrder) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("lead_unit", Unit.Type).Unique().Field("lead_unit_id"),
	}
}

// Indexes of the table.
func (HotlineOrder) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "source", "external_no").Unique().StorageKey("hotline_order_number"),
		index.Fields("tenant_id", "issue_id").Unique().StorageKey("hotline_order_of_issue"),
	}
}
