package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Redaction (遮蔽) keeps some words from everybody. What is read instead stands in the column of the subject, the original sealed here.
type Redaction struct{ ent.Schema }

// Annotations of the table.
func (Redaction) Annotations() []schema.Annotation { return []schema.Annotation{Table("redaction")} }

// Mixin gives tenant, id, times and version.
func (Redaction) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a redaction.
func (Redaction) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Comment("in whose territory the issue lies; follows it"),
		field.String("subject").Immutable().Comment("resource name of the issue, comment or entry"),
		field.String("part").Immutable(),
		field.Bytes("original_cipher").Optional().Nillable().Comment("null when it was erased"),
		field.UUID("author_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("whose words they are, if they are a resident's with an account"),
		field.UUID("redactor_id", uuid.UUID{}).Immutable(),
		field.String("reason").Comment("empty when it was erased"),
		field.Time("end_time").Optional().Nillable().Comment("when it was undone or another took its place"),
	}
}

// Edges of a redaction.
func (Redaction) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required(),
		edge.To("author", Person.Type).Unique().Field("author_id").Immutable(),
		edge.To("redactor", Person.Type).Unique().Field("redactor_id").Required().Immutable(),
	}
}

// Indexes of the table. The one by which a part is redacted once at a time is partial and hand-written.
func (Redaction) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("redaction_by_issue"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("redaction_by_unit"),
		index.Fields("tenant_id", "author_id", "create_time", "id").StorageKey("redaction_by_author"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("redaction_by_time"),
	}
}
