package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// ModerationCase (审核件) is one thing about which somebody has to decide whether people should read it.
type ModerationCase struct{ ent.Schema }

// Annotations of the table.
func (ModerationCase) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("moderation_case")}
}

// Mixin gives tenant, id, times and version.
func (ModerationCase) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a case.
func (ModerationCase) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Comment("in whose territory the issue lies; follows it"),
		field.String("subject").Immutable().Comment("resource name of the issue, comment or entry"),
		field.UUID("author_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("whose words they are, if that is known"),
		field.String("state"),
		field.Bool("sensitive").Default(false).Comment("a word of the list was found in it"),
		field.Int32("flag_count").Default(0),
		field.UUID("claimer_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("claim_time").Optional().Nillable(),
		field.Time("decide_time").Optional().Nillable(),
		field.String("decision").Default(""),
	}
}

// Edges of a case.
func (ModerationCase) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required(),
		edge.To("author", Person.Type).Unique().Field("author_id").Immutable(),
		edge.To("claimer", Person.Type).Unique().Field("claimer_id"),
	}
}

// Indexes of the table. Those of the cases that wait are partial and hand-written.
func (ModerationCase) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("moderation_case_by_unit"),
		index.Fields("tenant_id", "issue_id").StorageKey("moderation_case_by_issue"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("moderation_case_by_time"),
	}
}
