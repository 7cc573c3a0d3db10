package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Dictionary is a list of codes (数据字典) of a district's own, or what a district calls one of the product, whose code has a dot.
type Dictionary struct{ ent.Schema }

// Annotations of the table.
func (Dictionary) Annotations() []schema.Annotation { return []schema.Annotation{Table("dictionary")} }

// Mixin gives tenant, id, times and version.
func (Dictionary) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a dictionary.
func (Dictionary) Fields() []ent.Field {
	return []ent.Field{
		field.String("code").Immutable(),
		field.JSON("labels", map[string]string{}).Comment("by language (BCP 47); zh is never missing"),
	}
}

// Edges of a dictionary.
func (Dictionary) Edges() []ent.Edge {
	return []ent.Edge{edge.From("entries", DictionaryEntry.Type).Ref("dictionary")}
}

// Indexes of the table.
func (Dictionary) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "code").Unique().StorageKey("dictionary_code_unique")}
}
