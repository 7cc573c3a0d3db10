package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Reading is one reading of a personal value in clear: who read which value of whom, for what and why. The audit row of
// the same transaction refers to it, so that the typed reason can be erased without breaking the audit chain.
type Reading struct{ ent.Schema }

// Annotations of the table.
func (Reading) Annotations() []schema.Annotation { return []schema.Annotation{Table("reading")} }

// Mixin gives tenant, id, times and version.
func (Reading) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a reading.
func (Reading) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("whose value; null for a contact without an account"),
		field.UUID("reader_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("in whose name"),
		field.String("source").Immutable().Comment("resource name that the value was read from"),
		field.String("personal_field").Immutable().Comment("NAME or PHONE"),
		field.String("purpose").Immutable(),
		field.String("reason").Comment("as the reader typed it"),
	}
}

// Edges of a reading.
func (Reading) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Immutable(),
		edge.To("reader", Person.Type).Unique().Field("reader_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
	}
}

// Indexes of the table.
func (Reading) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("reading_by_person")}
}
