package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Mandate (代办授权) lets a delegate act in the place of a person. Until consent is recorded the person is known by name and
// telephone only, encrypted.
type Mandate struct{ ent.Schema }

// Annotations of the table.
func (Mandate) Annotations() []schema.Annotation { return []schema.Annotation{Table("mandate")} }

// Mixin gives tenant, id, times and version.
func (Mandate) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a mandate.
func (Mandate) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("delegate_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Optional().Nillable().Comment("in whose place; none before consent"),
		field.Bytes("display_name_cipher").Optional().Comment("none when it was erased"),
		field.Bytes("phone_cipher").Optional().Comment("until consent is recorded"),
		field.String("basis").Immutable(),
		field.JSON("acts", []string{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the community whose workers may confirm"),
		field.String("state"),
		field.Time("valid_to"),
		field.String("consent").Optional().Nillable(),
		field.Time("consent_time").Optional().Nillable(),
		field.UUID("witness_id", uuid.UUID{}).Optional().Nillable().Comment("to whom consent was given in person"),
		field.String("note").Default("").Comment("of the witness, or why it was rejected or ended"),
	}
}

// Edges of a mandate.
func (Mandate) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("delegate", Person.Type).Unique().Field("delegate_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id"),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
		edge.To("witness", Person.Type).Unique().Field("witness_id"),
	}
}

// Indexes of the table.
func (Mandate) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "delegate_id", "create_time", "id").StorageKey("mandate_by_delegate"),
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("mandate_by_person"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("mandate_by_unit"),
	}
}
