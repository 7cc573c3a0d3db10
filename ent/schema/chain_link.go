package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// ChainLink (流转环节) is the time in which one level of the territory had an issue.
//
// One link of an issue has not ended: constraint chain_link_one_last.
type ChainLink struct{ ent.Schema }

// Mixin of the table.
func (ChainLink) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (ChainLink) Annotations() []schema.Annotation { return []schema.Annotation{Table("chain_link")} }

// Fields of the table.
func (ChainLink) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.String("cause").Immutable().Comment("RECEIVED, REPORTED_UP, SENT_DOWN or RELOCATED"),
		field.String("reason").Default("").Immutable(),
		field.UUID("mover_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("who reported it up or sent it down"),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Optional().Nillable().Comment("null in the last link of an issue"),
		field.Bool("current").Default(false).Comment("copy: the last link, of an issue that waits for an order or an answer"),
	}
}

// Edges of the table.
func (ChainLink) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("mover", Person.Type).Unique().Field("mover_id").Immutable(),
	}
}

// Indexes of the table. Those of the last links and of the current ones are partial and hand-written.
func (ChainLink) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "start_time", "id").StorageKey("chain_link_by_issue"),
		index.Fields("tenant_id", "unit_id", "start_time", "id").StorageKey("chain_link_by_unit"),
		index.Fields("tenant_id", "start_time", "id").StorageKey("chain_link_by_time"),
	}
}
