package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// SavedFilter (常用筛选) is a filter of issues under a name, of one member of staff or shared by his unit.
type SavedFilter struct{ ent.Schema }

// Annotations of the table.
func (SavedFilter) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("saved_filter")}
}

// Mixin gives tenant, id, times and version.
func (SavedFilter) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a saved filter.
func (SavedFilter) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("owner_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("whose staff use it too"),
		field.String("display_name").Immutable(),
		field.String("filter").Immutable(),
		field.String("order_by").Immutable(),
	}
}

// Edges of a saved filter.
func (SavedFilter) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("owner", Person.Type).Unique().Field("owner_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
	}
}

// Indexes of the table.
func (SavedFilter) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "owner_id", "create_time", "id").StorageKey("saved_filter_by_owner"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("saved_filter_by_unit"),
	}
}
