package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Voice (我也遇到) is one person's word that an issue of somebody else is his matter too. It moves when the issue is merged into another.
type Voice struct{ ent.Schema }

// Annotations of the table.
func (Voice) Annotations() []schema.Annotation { return []schema.Annotation{Table("voice")} }

// Mixin gives tenant, id, times and version.
func (Voice) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a voice.
func (Voice) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}),
		field.UUID("person_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of a voice.
func (Voice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Voice) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "person_id").Unique().StorageKey("voice_once"),
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("voice_by_person"),
	}
}
