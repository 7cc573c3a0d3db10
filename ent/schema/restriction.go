package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Restriction (限制) keeps a person from one thing for a time.
type Restriction struct{ ent.Schema }

// Annotations of the table.
func (Restriction) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("restriction")}
}

// Mixin gives tenant, id, times and version.
func (Restriction) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a restriction.
func (Restriction) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("that answers for it"),
		field.String("scope").Immutable(),
		field.String("reason").Immutable(),
		field.String("explanation").Comment("empty when it was erased"),
		field.JSON("evidence", []string{}).Immutable(),
		field.Time("end_time").Immutable().Comment("when it ends by itself"),
		field.String("state"),
		field.UUID("imposer_id", uuid.UUID{}).Immutable(),
		field.Time("appeal_until").Immutable().Comment("end of the time for an appeal"),
		field.String("appeal").Default("").Comment("in the person's words"),
		field.Time("appeal_time").Optional().Nillable(),
		field.Time("decide_until").Optional().Nillable().Comment("when it ends unless the appeal is decided"),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable().Comment("of the appeal"),
		field.Time("decide_time").Optional().Nillable(),
		field.String("decision").Default("").Comment("why the appeal was granted or denied"),
		field.UUID("lifter_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("lift_time").Optional().Nillable(),
		field.String("lift_reason").Default(""),
	}
}

// Edges of a restriction.
func (Restriction) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("imposer", Person.Type).Unique().Field("imposer_id").Required().Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
		edge.To("lifter", Person.Type).Unique().Field("lifter_id"),
	}
}

// Indexes of the table.
func (Restriction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("restriction_by_person"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("restriction_by_unit"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("restriction_by_time"),
	}
}
