package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Substitution (职务代理) lets the holder of one membership act in another during [valid_from, valid_to).
type Substitution struct{ ent.Schema }

// Annotations of the table.
func (Substitution) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("substitution")}
}

// Mixin gives tenant, id, times and version.
func (Substitution) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a substitution.
func (Substitution) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("membership_id", uuid.UUID{}).Immutable().Comment("the office"),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the office"),
		field.UUID("person_id", uuid.UUID{}).Immutable().Comment("who holds the office and is absent"),
		field.UUID("substitute_membership_id", uuid.UUID{}).Immutable(),
		field.UUID("substitute_unit_id", uuid.UUID{}).Immutable().Comment("of the substitute's membership"),
		field.UUID("substitute_id", uuid.UUID{}).Immutable(),
		field.JSON("permissions", []string{}).Optional().Immutable().Comment("null for all that the office allows"),
		field.Time("valid_from").Immutable(),
		field.Time("valid_to"),
		field.String("reason").Comment("empty when it was erased"),
		field.UUID("set_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null for the system"),
		field.UUID("ended_by", uuid.UUID{}).Optional().Nillable().Comment("null where its time is, or will be, over"),
	}
}

// Edges of a substitution.
func (Substitution) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("membership", Membership.Type).Unique().Field("membership_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("substitute_membership", Membership.Type).Unique().Field("substitute_membership_id").Required().Immutable(),
		edge.To("substitute", Person.Type).Unique().Field("substitute_id").Required().Immutable(),
		edge.To("setter", Person.Type).Unique().Field("set_by").Immutable(),
		edge.To("ender", Person.Type).Unique().Field("ended_by"),
	}
}

// Indexes of the table.
func (Substitution) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("substitution_by_person"),
		index.Fields("tenant_id", "substitute_id", "create_time", "id").StorageKey("substitution_by_substitute"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("substitution_by_unit"),
	}
}
