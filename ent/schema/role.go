package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Role is a named bundle of permissions; what it allows is data of the district, seeded when the district is founded.
type Role struct{ ent.Schema }

// Permission is one entry of a role: a permission and how far it reaches from the unit of the membership.
type Permission struct {
	Permission string `json:"permission"`
	Scope      string `json:"scope"`
}

// Annotations of the table.
func (Role) Annotations() []schema.Annotation { return []schema.Annotation{Table("role")} }

// Mixin gives tenant, id, times and version.
func (Role) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a role.
func (Role) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").Immutable(),
		field.String("name").Default("").Comment("what people call it"),
		field.JSON("permissions", []Permission{}),
		field.String("duty").Optional().Nillable().Comment("SYSTEM, SECURITY or AUDIT; what the permissions amount to"),
		field.Bool("edited").Default(false).Comment("changed by the district: the product's own grants are not brought in any more"),
	}
}

// Indexes of the table.
func (Role) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "code").Unique().StorageKey("role_code_unique")}
}
