package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Recusal (回避) is which units must not handle an issue, since it is about them.
type Recusal struct{ ent.Schema }

// Annotations of the table.
func (Recusal) Annotations() []schema.Annotation { return []schema.Annotation{Table("recusal")} }

// Mixin gives tenant, id, times and version.
func (Recusal) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a recusal.
func (Recusal) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.JSON("units", []uuid.UUID{}),
		field.UUID("decider_id", uuid.UUID{}).Comment("who said so last"),
	}
}

// Edges of a recusal.
func (Recusal) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id").Required(),
	}
}

// Indexes of the table.
func (Recusal) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "issue_id").Unique().StorageKey("recusal_of_issue")}
}
