package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Consultation (派前会商) asks units whose duty a matter is before it is dispatched.
//
// One about an issue, and one about a dispatch, is open at a time: constraints consultation_one_of_issue, consultation_one_of_dispatch.
type Consultation struct{ ent.Schema }

// Mixin of the table.
func (Consultation) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Consultation) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("consultation")}
}

// Fields of the table.
func (Consultation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("either this or the dispatch"),
		field.UUID("dispatch_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("the sub-district that asks"),
		field.UUID("category_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("of the issue when it was asked"),
		field.String("question").Immutable(),
		field.Time("due_time").Immutable(),
		field.String("state").Comment("OPEN, CONCLUDED or WITHDRAWN"),
		field.String("outcome").Default("").Comment("UNITS, SUB_DISTRICT or NOBODY; empty before"),
		field.UUID("lead_unit_id", uuid.UUID{}).Optional().Nillable(),
		field.JSON("assist_unit_ids", []uuid.UUID{}).Default([]uuid.UUID{}),
		field.String("reason").Default("").Comment("why it was concluded so, or withdrawn"),
		field.UUID("creator_id", uuid.UUID{}).Immutable(),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable().Comment("who concluded or withdrew it"),
		field.Time("decide_time").Optional().Nillable(),
	}
}

// Edges of the table.
func (Consultation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Immutable(),
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("category", Category.Type).Unique().Field("category_id").Immutable(),
		edge.To("lead_unit", Unit.Type).Unique().Field("lead_unit_id"),
		edge.To("creator", Person.Type).Unique().Field("creator_id").Required().Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
		edge.From("opinions", ConsultationOpinion.Type).Ref("consultation"),
	}
}

// Indexes of the table. Those of what is open of an issue and of a dispatch are partial and hand-written.
func (Consultation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("consultation_by_unit"),
		index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("consultation_by_issue"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("consultation_by_time"),
	}
}
