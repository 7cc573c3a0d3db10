package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Boundary (边界) is what a plan says of the ground of one unit. It holds until a later plan says something else.
type Boundary struct{ ent.Schema }

// Annotations of the table.
func (Boundary) Annotations() []schema.Annotation { return []schema.Annotation{Table("boundary")} }

// Mixin gives tenant, id, times and version.
func (Boundary) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a boundary.
func (Boundary) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("plan_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.String("level").Immutable().Comment("GRID, COMMUNITY or SUB_DISTRICT: no two of one level overlap"),
		field.JSON("shape", [][][][2]int32{}).Immutable().
			Comment("polygons of rings of (longitude, latitude), WGS-84, 1e-7 degree, the first ring around the others; none: the unit has no boundary any more"),
	}
}

// Edges of a boundary.
func (Boundary) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("plan", BoundaryPlan.Type).Unique().Field("plan_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Boundary) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "plan_id", "unit_id").Unique().StorageKey("boundary_one_of_unit"),
		index.Fields("tenant_id", "unit_id").StorageKey("boundary_by_unit"),
	}
}
