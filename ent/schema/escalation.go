package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Escalation (提级) is a dispatch that its sub-district brings before the district, and what that decides.
//
// One escalation of a dispatch is pending at a time: constraint escalation_one_pending.
type Escalation struct{ ent.Schema }

// Mixin of the table.
func (Escalation) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Escalation) Annotations() []schema.Annotation { return []schema.Annotation{Table("escalation")} }

// Fields of the table.
func (Escalation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.String("state").Comment("PENDING, INSTRUCTED, REASSIGNED or LAPSED"),
		field.String("reason").Immutable(),
		field.UUID("escalator_id", uuid.UUID{}).Immutable(),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("decide_time").Optional().Nillable(),
		field.String("instruction").Default(""),
		field.UUID("lead_unit_id", uuid.UUID{}).Optional().Nillable().Comment("whom the district has named to lead"),
	}
}

// Edges of the table.
func (Escalation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("escalator", Person.Type).Unique().Field("escalator_id").Required().Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
		edge.To("lead_unit", Unit.Type).Unique().Field("lead_unit_id"),
	}
}

// Indexes of the table. That of what is pending is a partial one and hand-written.
func (Escalation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "dispatch_id", "create_time", "id").StorageKey("escalation_by_dispatch"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("escalation_by_issuer"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("escalation_by_time"),
	}
}
