package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// WordList (敏感词表) is the sensitive words of a district from a time on. It never changes.
type WordList struct{ ent.Schema }

// Annotations of the table.
func (WordList) Annotations() []schema.Annotation { return []schema.Annotation{Table("word_list")} }

// Mixin gives tenant, id, times and version.
func (WordList) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a list.
func (WordList) Fields() []ent.Field {
	return []ent.Field{
		field.JSON("words", []string{}).Immutable(),
		field.Int32("word_count").Immutable(),
		field.String("source").Immutable(),
		field.Time("begin_time").Immutable(),
		field.UUID("creator_id", uuid.UUID{}).Immutable(),
	}
}

// Edges of a list.
func (WordList) Edges() []ent.Edge {
	return []ent.Edge{edge.To("creator", Person.Type).Unique().Field("creator_id").Required().Immutable()}
}

// Indexes of the table.
func (WordList) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "begin_time").Unique().StorageKey("word_list_begin"),
	}
}
