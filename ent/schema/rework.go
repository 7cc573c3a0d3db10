package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Rework (返工) is that the street sent a duty back to its unit after it was done (退回重办), with what the unit had said. Rows never change.
type Rework struct{ ent.Schema }

// Mixin of the table.
func (Rework) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Rework) Annotations() []schema.Annotation { return []schema.Annotation{Table("rework")} }

// Fields of the table.
func (Rework) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the assignment"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.String("reason").Immutable().Comment("what is left to do"),
		field.String("result").Immutable().Comment("what the unit had said"),
		field.Time("completed_time").Immutable().Comment("when it had been done"),
		field.UUID("reviewer_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of the table.
func (Rework) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("reviewer", Person.Type).Unique().Field("reviewer_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Rework) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "assignment_id", "create_time", "id").StorageKey("rework_by_assignment"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("rework_by_unit"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("rework_by_issuer"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("rework_by_time"),
	}
}
