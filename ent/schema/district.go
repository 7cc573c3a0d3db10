package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
)

// District is the owner of all rows that carry its number as tenant_id: a real district (区/县) or one made for tests.
// The table is a reference table: small, rarely written, the same on every node. The entity is not called Tenant
// because the mixin of the tables that belong to one is.
type District struct{ ent.Schema }

// Annotations of the table.
func (District) Annotations() []schema.Annotation { return []schema.Annotation{Table("tenant")} }

// Fields of a district.
func (District) Fields() []ent.Field {
	return []ent.Field{
		field.Int("id").Immutable().SchemaType(map[string]string{dialect.Postgres: "integer"}).
			Annotations(entsql.Annotation{Incremental: new(bool)}).
			Comment("for a real district its code at founding (GB/T 2260), for a test district 900000 and up; never changes"),
		field.String("division_code").Comment("6 digits; may change while the id does not"),
		field.String("name"),
		field.String("kind").Immutable().Comment("REAL or TEST"),
		field.Time("create_time").Immutable(),
	}
}
