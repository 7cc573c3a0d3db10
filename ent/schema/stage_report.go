package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// StageReport (阶段反馈) is what a unit says it has done so far. Rows are never changed.
type StageReport struct{ ent.Schema }

// Mixin of the table.
func (StageReport) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (StageReport) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("stage_report")}
}

// Fields of the table.
func (StageReport) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the system of the unit that reported; instead of person_id"),
		field.String("text").Immutable(),
		field.String("next_step").Default("").Immutable(),
	}
}

// Edges of the table.
func (StageReport) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Immutable(),
		edge.To("client", ApiClient.Type).Unique().Field("client_id").Immutable(),
	}
}

// Indexes of the table.
func (StageReport) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "assignment_id", "create_time", "id").StorageKey("stage_report_by_assignment")}
}
