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

// RoutingRule (派单规则) proposes who is to handle the issues that meet all of its conditions. Nothing of it changes but its end.
type RoutingRule struct{ ent.Schema }

// Annotations of the table.
func (RoutingRule) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("routing_rule")}
}

// Mixin gives tenant, id, times and version.
func (RoutingRule) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a rule.
func (RoutingRule) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Immutable(),
		field.Int32("rank").Immutable().Comment("the lower one is asked first"),
		field.UUID("category_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("with all below it"),
		field.UUID("area_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("with all below it"),
		field.JSON("kinds", []string{}).Immutable().Default([]string{}).Annotations(entsql.DefaultExpr("'[]'")).Comment("of issues; empty for all"),
		field.String("hours").Immutable().Comment("ALL, OFFICE or OFF"),
		field.JSON("weekdays", []int{}).Immutable().Default([]int{}).Annotations(entsql.DefaultExpr("'[]'")).Comment("Monday is 1; empty for all"),
		field.UUID("lead_unit_id", uuid.UUID{}).Immutable(),
		field.JSON("assist_units", []uuid.UUID{}).Immutable().Default([]uuid.UUID{}).Annotations(entsql.DefaultExpr("'[]'")),
		field.String("tier").Optional().Nillable().Immutable(),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Optional().Nillable(),
	}
}

// Edges of a rule.
func (RoutingRule) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("category", Category.Type).Unique().Field("category_id").Immutable(),
		edge.To("area", Unit.Type).Unique().Field("area_id").Immutable(),
		edge.To("lead_unit", Unit.Type).Unique().Field("lead_unit_id").Required().Immutable(),
	}
}

// Indexes of the table. routing_rule_rank_once is an exclusion and hand-written.
func (RoutingRule) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "rank", "id").StorageKey("routing_rule_by_rank")}
}
