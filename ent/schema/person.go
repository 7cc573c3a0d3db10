package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// Person is a human being known to the district. Name and telephone exist only encrypted; the index column lets a
// telephone be found by equality without being readable.
type Person struct{ ent.Schema }

// Annotations of the table.
func (Person) Annotations() []schema.Annotation { return []schema.Annotation{Table("person")} }

// Mixin gives tenant, id, times and version.
func (Person) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a person.
func (Person) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("name_cipher"),
		field.Bytes("phone_cipher").Optional(),
		field.Bytes("phone_index").Optional(),
	}
}

// Indexes of the table.
func (Person) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "phone_index").StorageKey("person_by_phone")}
}
