package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DictionaryEntry is a code of a dictionary (字典项). It is retired, never removed; of a code of the product only the labels count.
type DictionaryEntry struct{ ent.Schema }

// Annotations of the table.
func (DictionaryEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("dictionary_entry")}
}

// Mixin gives tenant, id, times and version.
func (DictionaryEntry) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an entry.
func (DictionaryEntry) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dictionary_id", uuid.UUID{}).Immutable(),
		field.String("code").Immutable(),
		field.JSON("labels", map[string]string{}).Comment("by language (BCP 47); zh is never missing"),
		field.Int32("position").Default(0).Comment("place in the order of the dictionary"),
		field.Bool("retired").Default(false).Comment("to be chosen no more"),
	}
}

// Edges of an entry.
func (DictionaryEntry) Edges() []ent.Edge {
	return []ent.Edge{edge.To("dictionary", Dictionary.Type).Unique().Field("dictionary_id").Required().Immutable()}
}

// Indexes of the table.
func (DictionaryEntry) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "dictionary_id", "code").Unique().StorageKey("dictionary_entry_code_unique")}
}
