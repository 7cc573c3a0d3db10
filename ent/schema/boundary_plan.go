package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// BoundaryPlan (边界方案) is a change of the district's map of boundaries, from its draft to the day from which it holds.
type BoundaryPlan struct{ ent.Schema }

// Annotations of the table.
func (BoundaryPlan) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("boundary_plan")}
}

// Mixin gives tenant, id, times and version.
func (BoundaryPlan) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a plan.
func (BoundaryPlan) Fields() []ent.Field {
	return []ent.Field{
		field.String("name"),
		field.String("state").Comment("DRAFT, PUBLISHED or CANCELLED"),
		field.String("reason").Default("").Comment("why it was published"),
		field.Time("valid_from").Optional().Nillable().Comment("set when it is published"),
		field.UUID("publisher_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("place_cursor", uuid.UUID{}).Optional().Nillable().Comment("last place that the job has looked at"),
		field.UUID("issue_cursor", uuid.UUID{}).Optional().Nillable().Comment("last open issue that the job has looked at"),
		field.Int64("moved_places").Default(0),
		field.Int64("moved_issues").Default(0),
		field.Time("apply_time").Optional().Nillable().Comment("when the job had moved all that lies elsewhere now"),
	}
}

// Edges of a plan.
func (BoundaryPlan) Edges() []ent.Edge {
	return []ent.Edge{edge.To("publisher", Person.Type).Unique().Field("publisher_id")}
}

// Indexes of the table.
func (BoundaryPlan) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "create_time", "id").StorageKey("boundary_plan_by_time"),
		index.Fields("tenant_id", "state", "valid_from").StorageKey("boundary_plan_by_validity"),
	}
}
