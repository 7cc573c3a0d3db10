package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// FollowUp (整改任务) is what a unit is to do after a retrospective.
type FollowUp struct{ ent.Schema }

// Mixin of the table.
func (FollowUp) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (FollowUp) Annotations() []schema.Annotation { return []schema.Annotation{Table("follow_up")} }

// Fields of the table.
func (FollowUp) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("retrospective_id", uuid.UUID{}).Immutable(),
		field.UUID("sub_district_id", uuid.UUID{}).Immutable().Comment("that leads the retrospective"),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("that does it"),
		field.String("text").Immutable(),
		field.Time("due_time").Immutable(),
		field.String("state").Comment("OPEN, DONE or CANCELLED"),
		field.Time("overdue_time").Optional().Nillable().Comment("when it was told to be overdue"),
		field.String("note").Default(""),
		field.UUID("finisher_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("finish_time").Optional().Nillable(),
	}
}

// Edges of the table.
func (FollowUp) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("retrospective", Retrospective.Type).Unique().Field("retrospective_id").Required().Immutable(),
		edge.To("sub_district", Unit.Type).Unique().Field("sub_district_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("finisher", Person.Type).Unique().Field("finisher_id"),
	}
}

// Indexes of the table. That of what is open until when is a partial one and hand-written.
func (FollowUp) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "retrospective_id", "due_time", "id").StorageKey("follow_up_by_retrospective"),
		index.Fields("tenant_id", "unit_id", "due_time", "id").StorageKey("follow_up_by_unit"),
		index.Fields("tenant_id", "sub_district_id", "due_time", "id").StorageKey("follow_up_by_sub_district"),
		index.Fields("tenant_id", "due_time", "id").StorageKey("follow_up_by_due_time"),
	}
}
