package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Verification (认证) is one thing that the district was asked to believe of a person: his telephone, his real name, that
// he lives in a community, belongs to a household or speaks for a unit. An identity number exists only encrypted.
type Verification struct{ ent.Schema }

// Annotations of the table.
func (Verification) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("verification")}
}

// Mixin gives tenant, id, times and version.
func (Verification) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a verification.
func (Verification) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.String("level").Immutable(),
		field.String("evidence").Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("none of a telephone alone"),
		field.UUID("place_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the household"),
		field.Bytes("id_number_cipher").Optional().Immutable(),
		field.Bytes("id_number_index").Optional().Immutable(),
		field.String("state"),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable().Comment("none where a register or a code decided"),
		field.Time("decide_time").Optional().Nillable(),
		field.String("decision_reason").Default("").Comment("in the words of who decided"),
		field.Time("valid_to").Optional().Nillable(),
	}
}

// Edges of a verification.
func (Verification) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
		edge.To("place", Place.Type).Unique().Field("place_id").Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
	}
}

// Indexes of the table.
func (Verification) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("verification_by_person"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("verification_by_unit"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("verification_by_time"),
	}
}
