package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Booking (预订) gives one person the use of a resource for the half-open time [start_time, end_time).
//
// No two bookings that hold their slot overlap: constraint booking_no_overlap.
type Booking struct{ ent.Schema }

// Mixin of the table.
func (Booking) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Booking) Annotations() []schema.Annotation { return []schema.Annotation{Table("booking")} }

// Fields of the table.
func (Booking) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("resource_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Immutable().Comment("who booked"),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("on whose behalf"),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Immutable(),
		field.Int("headcount").Immutable(),
		field.String("purpose").Immutable().Comment("in the booker's words"),
		field.String("state").Comment("CONFIRMED or CANCELLED"),
		field.Time("cancel_time").Optional().Nillable(),
		field.String("cancel_reason").Default("").Comment("in the words of who cancelled"),
	}
}

// Edges of the table.
func (Booking) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("resource", Resource.Type).Unique().Field("resource_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
	}
}

// Indexes of the table.
func (Booking) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "resource_id", "start_time").StorageKey("booking_by_start"),
		index.Fields("tenant_id", "resource_id", "create_time", "id").StorageKey("booking_by_resource"),
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("booking_by_person"),
	}
}
