package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Membership is a role that a person holds in a unit during [valid_from, valid_to).
type Membership struct{ ent.Schema }

// Annotations of the table.
func (Membership) Annotations() []schema.Annotation { return []schema.Annotation{Table("membership")} }

// Mixin gives tenant, id, times and version.
func (Membership) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a membership.
func (Membership) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.String("role").Immutable().Comment("code of a role"),
		field.String("duty").Optional().Nillable().Comment("that of the role"),
		field.UUID("area_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("unit; only matters that lie there or below"),
		field.JSON("categories", []uuid.UUID{}).Optional().Immutable().Comment("only matters of these or below; null for all"),
		field.Time("valid_from").Immutable(),
		field.Time("valid_to").Optional().Nillable(),
	}
}

// Edges of a membership.
func (Membership) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("area", Unit.Type).Unique().Field("area_id").Immutable(),
	}
}

// Indexes of the table.
func (Membership) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("membership_by_unit"),
		index.Fields("tenant_id", "person_id").StorageKey("membership_by_person"),
	}
}
