package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Flag (举报) tells that something that others may read is abusive.
type Flag struct{ ent.Schema }

// Annotations of the table.
func (Flag) Annotations() []schema.Annotation { return []schema.Annotation{Table("flag")} }

// Mixin gives tenant, id, times and version.
func (Flag) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a flag.
func (Flag) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("case_id", uuid.UUID{}).Immutable(),
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.String("subject").Immutable().Comment("resource name of the issue, comment or entry"),
		field.String("reason").Immutable(),
		field.String("text").Default("").Comment("empty when there is none, or it was erased"),
	}
}

// Edges of a flag.
func (Flag) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("moderation_case", ModerationCase.Type).Unique().Field("case_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Flag) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "person_id", "subject").Unique().StorageKey("flag_once"),
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("flag_by_person"),
		index.Fields("tenant_id", "case_id", "create_time", "id").StorageKey("flag_by_case"),
	}
}
