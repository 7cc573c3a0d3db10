package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Place is somewhere on the ground of a unit: grid, building, stair-door (楼门), household, address.
type Place struct{ ent.Schema }

// Annotations of the table.
func (Place) Annotations() []schema.Annotation { return []schema.Annotation{Table("place")} }

// Mixin gives tenant, id, times and version.
func (Place) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a place.
func (Place) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Comment("changes only where a boundary moves"),
		field.UUID("parent_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("name"),
		field.Float("latitude").Optional().Nillable().Comment("degrees, exactly as sent"),
		field.Float("longitude").Optional().Nillable().Comment("degrees, exactly as sent"),
		field.String("datum").Optional().Nillable().Comment("WGS84, GCJ02 or CGCS2000, as sent"),
		field.Int32("latitude_e7").Optional().Nillable().Comment("WGS-84, 1e-7 degree"),
		field.Int32("longitude_e7").Optional().Nillable().Comment("WGS-84, 1e-7 degree"),
	}
}

// Edges of a place.
func (Place) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required(),
		edge.To("children", Place.Type).From("parent").Unique().Field("parent_id").Immutable(),
	}
}

// Indexes of the table.
func (Place) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "kind", "create_time", "id").StorageKey("place_by_unit"),
		index.Fields("tenant_id", "parent_id").StorageKey("place_by_parent"),
	}
}
