package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Extension (延期) is more time that a unit asks for to complete its duty, and what was decided: the ledger of its due times.
type Extension struct{ ent.Schema }

// Mixin of the table.
func (Extension) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Extension) Annotations() []schema.Annotation { return []schema.Annotation{Table("extension")} }

// Fields of the table.
func (Extension) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.String("state").Comment("PENDING, APPROVED or REFUSED"),
		field.String("reason").Immutable(),
		field.Time("original_due_time").Immutable().Comment("before any extension"),
		field.Time("former_due_time").Immutable().Comment("as it was asked for"),
		field.Time("asked_due_time").Immutable(),
		field.Int("minutes").Immutable().Comment("of the basis of the limit"),
		field.UUID("requester_id", uuid.UUID{}).Immutable(),
		field.Time("due_time").Optional().Nillable().Comment("by this extension; null unless approved"),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("decide_time").Optional().Nillable(),
		field.String("note").Default(""),
	}
}

// Edges of the table.
func (Extension) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("requester", Person.Type).Unique().Field("requester_id").Required().Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
	}
}

// Indexes of the table. That one extension of an assignment is pending at a time is a partial one and hand-written.
func (Extension) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "assignment_id", "create_time", "id").StorageKey("extension_by_assignment"),
	}
}
