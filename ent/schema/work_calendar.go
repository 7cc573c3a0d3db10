package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// WorkCalendar (工作日历) is one edition of what the notice of a year says; of the editions of a year the last one holds.
type WorkCalendar struct{ ent.Schema }

// WorkDay is a day that a notice takes out of the ordinary week.
type WorkDay struct {
	Date    string `json:"date"`
	Kind    string `json:"kind"` // HOLIDAY or MAKE_UP
	Holiday string `json:"holiday"`
}

// Mixin of the table.
func (WorkCalendar) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (WorkCalendar) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("work_calendar")}
}

// Fields of the table.
func (WorkCalendar) Fields() []ent.Field {
	return []ent.Field{
		field.Int("year").Immutable(),
		field.Int("edition").Immutable().Comment("counts the calendars of the district, of whatever year, from 1"),
		field.String("source").Immutable().Comment("the notice that it rests on"),
		field.JSON("days", []WorkDay{}).Immutable(),
		field.UUID("corrects_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("the edition of the same year that held before"),
		field.UUID("publisher_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null for one that came with a release"),
		field.Time("warn_time").Optional().Nillable().Comment("when the administrators were told that no calendar follows"),
	}
}

// Edges of the table.
func (WorkCalendar) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("corrected_by", WorkCalendar.Type).From("corrects").Unique().Field("corrects_id").Immutable(),
		edge.To("publisher", Person.Type).Unique().Field("publisher_id").Immutable(),
	}
}

// Indexes of the table.
func (WorkCalendar) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "edition").Unique().StorageKey("work_calendar_edition_once"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("work_calendar_by_time"),
	}
}
