package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DispatchEntry (经过) is one thing that happened to a dispatch, or a note about it. What happened has the id of the event that tells of it, and so is
// there once. An entry changes in whether it is pinned alone.
type DispatchEntry struct{ ent.Schema }

// Annotations of the table.
func (DispatchEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("dispatch_entry")}
}

// Mixin of the table.
func (DispatchEntry) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of the table.
func (DispatchEntry) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null where it is the whole dispatch, and of notes"),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("of the assignment or the author"),
		field.String("kind").Immutable().Comment("what happened"),
		field.String("clock_kind").Default("").Immutable().Comment("empty where it is about no clock"),
		field.String("text").Default("").Immutable().Comment("of a note"),
		field.UUID("author_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("of a note"),
		field.Time("happen_time").Immutable(),
		field.Bool("pinned").Default(false),
	}
}

// Edges of the table.
func (DispatchEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
		edge.To("author", Person.Type).Unique().Field("author_id").Immutable(),
	}
}

// Indexes of the table.
func (DispatchEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "dispatch_id", "happen_time", "id").StorageKey("dispatch_entry_by_dispatch"),
	}
}
