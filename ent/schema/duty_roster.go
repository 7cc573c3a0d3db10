package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DutyRoster (值班表) says who holds a post of a unit when, in a period.
type DutyRoster struct{ ent.Schema }

// Mixin of the table.
func (DutyRoster) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (DutyRoster) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("duty_roster")}
}

// Fields of the table.
func (DutyRoster) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.String("post").Immutable().Comment("LEADER, OFFICER or SERVICE"),
		field.String("state").Comment("PUBLISHED or CANCELLED"),
		field.Time("start_time").Immutable().Comment("of the first shift"),
		field.Time("end_time").Immutable().Comment("of the last shift"),
		field.UUID("publisher_id", uuid.UUID{}).Immutable(),
		field.Time("cancel_time").Optional().Nillable().Comment("before it began"),
	}
}

// Edges of the table.
func (DutyRoster) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("publisher", Person.Type).Unique().Field("publisher_id").Required().Immutable(),
		edge.From("shifts", DutyShift.Type).Ref("roster"),
	}
}

// Indexes of the table.
func (DutyRoster) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "start_time", "id").StorageKey("duty_roster_by_unit"),
		index.Fields("tenant_id", "start_time", "id").StorageKey("duty_roster_by_start"),
	}
}
