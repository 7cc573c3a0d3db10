package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Rating is one side's word on the other, once per assignment and side: the street rates the response of the unit
// (RESPONSE), the unit rates the call (WHISTLE). Each side has three scores from 0 to 5 of its own.
type Rating struct{ ent.Schema }

// Mixin of the table.
func (Rating) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Rating) Annotations() []schema.Annotation { return []schema.Annotation{Table("rating")} }

// Fields of the table.
func (Rating) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Immutable().Comment("who rated"),
		field.String("side").Immutable().Comment("RESPONSE or WHISTLE"),
		field.Int("punctual").Optional().Nillable().Immutable(),
		field.Int("effort").Optional().Nillable().Immutable(),
		field.Int("result").Optional().Nillable().Immutable(),
		field.Int("needed").Optional().Nillable().Immutable(),
		field.Int("facts").Optional().Nillable().Immutable(),
		field.Int("target").Optional().Nillable().Immutable(),
		field.String("comment").Default("").Immutable(),
	}
}

// Edges of the table.
func (Rating) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Rating) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "assignment_id", "side").Unique().StorageKey("rating_once")}
}
