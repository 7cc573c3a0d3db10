package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Retrospective (复盘) looks back on a matter that is over.
//
// One about an issue, and one about a dispatch, is open at a time: constraints retrospective_one_of_issue, retrospective_one_of_dispatch.
type Retrospective struct{ ent.Schema }

// Mixin of the table.
func (Retrospective) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Retrospective) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("retrospective")}
}

// Fields of the table.
func (Retrospective) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("either this or the dispatch"),
		field.UUID("dispatch_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("the sub-district that leads it"),
		field.String("title").Immutable(),
		field.String("state").Comment("OPEN or CLOSED"),
		field.UUID("creator_id", uuid.UUID{}).Immutable(),
		field.UUID("closer_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("close_time").Optional().Nillable(),
	}
}

// Edges of the table.
func (Retrospective) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Immutable(),
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("creator", Person.Type).Unique().Field("creator_id").Required().Immutable(),
		edge.To("closer", Person.Type).Unique().Field("closer_id"),
		edge.From("participants", RetrospectiveUnit.Type).Ref("retrospective"),
		edge.From("findings", Finding.Type).Ref("retrospective"),
		edge.From("follow_ups", FollowUp.Type).Ref("retrospective"),
	}
}

// Indexes of the table. Those of what is open of an issue and of a dispatch are partial and hand-written.
func (Retrospective) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("retrospective_by_unit"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("retrospective_by_time"),
	}
}
