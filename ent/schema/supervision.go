package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Supervision holds a unit to its time: a reminder (催办) or an order (督办).
//
// A share of a clock gives rise to one at most: constraint supervision_once.
type Supervision struct{ ent.Schema }

// Mixin of the table.
func (Supervision) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Supervision) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("supervision")}
}

// Fields of the table.
func (Supervision) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the assignment"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.String("level").Comment("REMINDER, ORDER or DISTRICT"),
		field.String("state").Comment("OPEN, REPLIED or RELEASED"),
		field.UUID("leader_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("who sees to it; null for a reminder, or where the street has no leader"),
		field.String("text").Default("").Immutable(),
		field.UUID("clock_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null where a superior gave rise to it"),
		field.Int("share").Default(0).Immutable().Comment("of the limit, in percent, 100 at its end"),
		field.Time("reply_due_time").Optional().Nillable().Immutable().Comment("null for a reminder"),
		field.Time("overdue_time").Optional().Nillable(),
		field.String("reply").Default(""),
		field.UUID("replier_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("reply_time").Optional().Nillable(),
		field.String("release_note").Default(""),
		field.UUID("releaser_id", uuid.UUID{}).Optional().Nillable().Comment("null where the awaited came"),
		field.Time("release_time").Optional().Nillable(),
	}
}

// Edges of the table.
func (Supervision) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("leader", Person.Type).Unique().Field("leader_id").Immutable(),
		edge.To("clock", Clock.Type).Unique().Field("clock_id").Immutable(),
		edge.To("replier", Person.Type).Unique().Field("replier_id"),
		edge.To("releaser", Person.Type).Unique().Field("releaser_id"),
	}
}

// Indexes of the table. Those of what a clock gives rise to once, and of what is to be answered, are partial and hand-written.
func (Supervision) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("supervision_by_unit"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("supervision_by_issuer"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("supervision_by_time"),
		index.Fields("tenant_id", "assignment_id").StorageKey("supervision_by_assignment"),
	}
}
