package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Unit is a node of the organisation tree: a division, a department or any subject of the programme (domain S5).
type Unit struct{ ent.Schema }

// Annotations of the table.
func (Unit) Annotations() []schema.Annotation { return []schema.Annotation{Table("unit")} }

// Mixin gives tenant, id, times and version.
func (Unit) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a unit.
func (Unit) Fields() []ent.Field {
	return []ent.Field{
		field.String("name"),
		field.String("kind"),
		field.String("code").Optional().Nillable().Immutable(),
		field.UUID("parent_id", uuid.UUID{}).Optional().Nillable().Comment("null only for the district itself"),
		field.String("path").Comment("names from the district down, for display only"),
	}
}

// Edges of a unit.
func (Unit) Edges() []ent.Edge {
	return []ent.Edge{edge.To("children", Unit.Type).From("parent").Unique().Field("parent_id")}
}

// Indexes of the table.
func (Unit) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "code").Unique().StorageKey("unit_code_unique"),
		index.Fields("tenant_id", "parent_id").StorageKey("unit_by_parent"),
		index.Fields("tenant_id", "kind", "create_time", "id").StorageKey("unit_by_kind"),
	}
}
