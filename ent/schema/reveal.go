package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Reveal is one reading of a personal value in clear: who read which value of whom, and why. The audit row of the same
// transaction refers to it, so that the typed reason can be erased without breaking the audit chain.
type Reveal struct{ ent.Schema }

// Annotations of the table.
func (Reveal) Annotations() []schema.Annotation { return []schema.Annotation{Table("reveal")} }

// Mixin gives tenant, id, times and version.
func (Reveal) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a reveal.
func (Reveal) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.UUID("reader_id", uuid.UUID{}).Immutable(),
		field.String("personal_field").Immutable().Comment("NAME or PHONE"),
		field.String("reason").Comment("as the reader typed it"),
	}
}

// Edges of a reveal.
func (Reveal) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("reader", Person.Type).Unique().Field("reader_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Reveal) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("reveal_by_person")}
}
