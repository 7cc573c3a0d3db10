package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Visit (到场记录) says that somebody of a called unit was where its duty is. It never changes, but that its position is cleared once nobody needs
// it.
type Visit struct{ ent.Schema }

// Mixin of the table.
func (Visit) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Visit) Annotations() []schema.Annotation { return []schema.Annotation{Table("visit")} }

// Fields of the table. It was made when the person arrived.
func (Visit) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the assignment"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.UUID("visitor_id", uuid.UUID{}).Immutable(),
		field.Time("device_time").Optional().Nillable().Immutable().Comment("of the arrival, by the clock of the device"),
		field.Bool("device_time_differs").Immutable().Comment("by more than the limit of its day"),
		field.Float("latitude").Optional().Nillable().Comment("degrees, exactly as sent; null when cleared"),
		field.Float("longitude").Optional().Nillable().Comment("degrees, exactly as sent; null when cleared"),
		field.String("datum").Optional().Nillable().Comment("WGS84, GCJ02 or CGCS2000, as sent; null when cleared"),
		field.Float("accuracy").Immutable().Comment("of the coordinates, in metres"),
		field.Bool("inaccurate").Immutable().Comment("more than the limit of its day"),
		field.UUID("issue_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the nearest behind the dispatch; null where none has a point"),
		field.Int32("distance").Optional().Nillable().Immutable().Comment("from the issue, in metres"),
		field.Bool("outside").Immutable().Comment("further than the limit of its day"),
		field.Int32("attachment_count").Immutable().Comment("when it was recorded"),
		field.String("text").Default("").Immutable(),
	}
}

// Edges of the table.
func (Visit) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("visitor", Person.Type).Unique().Field("visitor_id").Required().Immutable(),
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Immutable(),
	}
}

// Indexes of the table. That of the positions that are kept is partial and hand-written.
func (Visit) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "assignment_id", "create_time", "id").StorageKey("visit_by_assignment"),
		index.Fields("tenant_id", "visitor_id", "create_time", "id").StorageKey("visit_by_visitor"),
	}
}
