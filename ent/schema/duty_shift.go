package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DutyShift (班次) is the time in which one person holds a post of a unit.
//
// Shifts of one post do not overlap: constraint duty_shift_no_overlap.
type DutyShift struct{ ent.Schema }

// Mixin of the table.
func (DutyShift) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (DutyShift) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("duty_shift")}
}

// Fields of the table.
func (DutyShift) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("roster_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the roster"),
		field.String("post").Immutable().Comment("of the roster"),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Immutable(),
		field.UUID("person_id", uuid.UUID{}).Comment("who holds the post then"),
		field.UUID("planned_person_id", uuid.UUID{}).Immutable().Comment("who was to, as published"),
		field.String("state").Comment("PLANNED, OFFERED or CANCELLED"),
		field.UUID("offered_to_id", uuid.UUID{}).Optional().Nillable().Comment("null for any colleague, or while it is not offered"),
		field.String("offer_reason").Default("").Comment("empty while it is not offered"),
		field.Time("offer_time").Optional().Nillable(),
	}
}

// Edges of the table.
func (DutyShift) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("roster", DutyRoster.Type).Unique().Field("roster_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required(),
		edge.To("planned_person", Person.Type).Unique().Field("planned_person_id").Required().Immutable(),
		edge.To("offered_to", Person.Type).Unique().Field("offered_to_id"),
	}
}

// Indexes of the table. That of who is on duty serves duty_shift_no_overlap, which is hand-written.
func (DutyShift) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "roster_id", "start_time").StorageKey("duty_shift_by_roster"),
		index.Fields("tenant_id", "unit_id", "post", "start_time").StorageKey("duty_shift_by_post"),
	}
}
