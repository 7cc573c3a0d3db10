package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DispatchObjection (派单异议) is why a unit asks to give a duty back, and the ruling on it.
//
// One objection to a duty is pending at a time: constraint dispatch_objection_one_pending.
type DispatchObjection struct{ ent.Schema }

// Mixin of the table.
func (DispatchObjection) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (DispatchObjection) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("dispatch_objection")}
}

// Fields of the table.
func (DispatchObjection) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the assignment"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.UUID("category_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("of the issues behind the dispatch; null without, and where they differ"),
		field.String("level").Immutable().Comment("STREET or DISTRICT"),
		field.String("state").Comment("PENDING, UPHELD, OVERRULED or LAPSED"),
		field.String("reason").Immutable().Comment("one of seven"),
		field.String("clause").Default("").Immutable(),
		field.String("note").Default("").Immutable(),
		field.UUID("suggested_unit_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("objector_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("objector_client_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the system of the unit that filed it; instead of objector_id"),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("decide_time").Optional().Nillable(),
		field.String("ruling").Default("").Comment("why so"),
		field.String("clock_outcome").Default("").Comment("RESET, KEEP or PAUSE; empty before the ruling"),
	}
}

// Edges of the table.
func (DispatchObjection) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("category", Category.Type).Unique().Field("category_id").Immutable(),
		edge.To("suggested_unit", Unit.Type).Unique().Field("suggested_unit_id").Immutable(),
		edge.To("objector", Person.Type).Unique().Field("objector_id").Immutable(),
		edge.To("objector_client", ApiClient.Type).Unique().Field("objector_client_id").Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
	}
}

// Indexes of the table. Those of what is pending and of precedents are partial and hand-written.
func (DispatchObjection) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "assignment_id", "create_time", "id").StorageKey("dispatch_objection_by_assignment"),
		index.Fields("tenant_id", "dispatch_id").StorageKey("dispatch_objection_by_dispatch"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("dispatch_objection_by_unit"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("dispatch_objection_by_issuer"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("dispatch_objection_by_time"),
	}
}
