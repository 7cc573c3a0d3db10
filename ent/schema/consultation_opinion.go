package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// ConsultationOpinion (会商意见) is what one unit says in a consultation. It is there, empty, from when the unit is asked.
type ConsultationOpinion struct{ ent.Schema }

// Mixin of the table.
func (ConsultationOpinion) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (ConsultationOpinion) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("consultation_opinion")}
}

// Fields of the table.
func (ConsultationOpinion) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("consultation_id", uuid.UUID{}).Immutable(),
		field.Time("consultation_create_time").Immutable().Comment("of the consultation: its units walk their consultations by it"),
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.Int("place").Immutable().Comment("in the order in which the units were named"),
		field.String("stance").Default("").Comment("LEAD, ASSIST or NOT_OURS; empty before it is given"),
		field.String("clause").Default(""),
		field.String("text").Default(""),
		field.UUID("person_id", uuid.UUID{}).Optional().Nillable().Comment("who gave or last changed it"),
		field.Time("give_time").Optional().Nillable().Comment("when it was first given"),
		field.Time("await_time").Optional().Nillable().Comment("until when it is awaited: empty once it is given, or asked for no more"),
		field.Time("change_time").Optional().Nillable().Comment("when it was last changed"),
	}
}

// Edges of the table.
func (ConsultationOpinion) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("consultation", Consultation.Type).Unique().Field("consultation_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id"),
	}
}

// Indexes of the table. That of what awaits a unit is a partial one and hand-written.
func (ConsultationOpinion) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "consultation_id", "unit_id").Unique().StorageKey("consultation_opinion_one_per_unit"),
		index.Fields("tenant_id", "unit_id", "consultation_create_time", "consultation_id").StorageKey("consultation_opinion_by_unit"),
	}
}
