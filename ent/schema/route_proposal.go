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

// RouteProposal (派单建议) is what the routing rules propose for an issue, until somebody decides on it.
type RouteProposal struct{ ent.Schema }

// Annotations of the table.
func (RouteProposal) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("route_proposal")}
}

// Mixin gives tenant, id, times and version.
func (RouteProposal) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a proposal.
func (RouteProposal) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("sub_district_id", uuid.UUID{}).Immutable().Comment("that is in charge of the issue"),
		field.String("cause").Immutable(),
		field.String("state"),
		field.UUID("rule_id", uuid.UUID{}).Immutable(),
		field.UUID("lead_unit_id", uuid.UUID{}).Immutable(),
		field.JSON("assist_units", []uuid.UUID{}).Immutable().Default([]uuid.UUID{}).Annotations(entsql.DefaultExpr("'[]'")),
		field.JSON("recused_units", []uuid.UUID{}).Immutable().Default([]uuid.UUID{}).Annotations(entsql.DefaultExpr("'[]'")).Comment("that would assist"),
		field.String("tier").Optional().Nillable().Immutable(),
		field.JSON("passed", []PassedRule{}).Immutable().Default([]PassedRule{}).Annotations(entsql.DefaultExpr("'[]'")),
		field.UUID("former_lead_unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null where the issue waited for an order"),
		field.UUID("dispatch_id", uuid.UUID{}).Optional().Nillable().Comment("the order that was sent by it"),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("decide_time").Optional().Nillable(),
		field.String("reason").Default("").Comment("why it was dismissed"),
	}
}

// PassedRule is a rule before the one that decides, with all that keeps it from deciding.
type PassedRule struct {
	Rule    uuid.UUID `json:"rule"`
	Reasons []string  `json:"reasons"`
}

// Edges of a proposal.
func (RouteProposal) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("sub_district", Unit.Type).Unique().Field("sub_district_id").Required().Immutable(),
		edge.To("rule", RoutingRule.Type).Unique().Field("rule_id").Required().Immutable(),
		edge.To("lead_unit", Unit.Type).Unique().Field("lead_unit_id").Required().Immutable(),
		edge.To("former_lead_unit", Unit.Type).Unique().Field("former_lead_unit_id").Immutable(),
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id"),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
	}
}

// Indexes of the table. route_proposal_one_open is partial and hand-written.
func (RouteProposal) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "sub_district_id", "create_time", "id").StorageKey("route_proposal_by_sub_district"),
		index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("route_proposal_by_issue"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("route_proposal_by_time"),
	}
}
