package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Banner (横幅公告) is what clients show above everything else to an audience for a time.
type Banner struct{ ent.Schema }

// Annotations of the table.
func (Banner) Annotations() []schema.Annotation { return []schema.Annotation{Table("banner")} }

// Mixin gives tenant, id, times and version.
func (Banner) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a banner.
func (Banner) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").Immutable(),
		field.String("text").Immutable(),
		field.String("link").Immutable(),
		field.String("audience").Immutable().Comment("EVERYBODY, RESIDENTS or STAFF"),
		field.JSON("units", []uuid.UUID{}).Immutable().Default([]uuid.UUID{}).Annotations(entsql.DefaultExpr("'[]'")).Comment("of who is shown it; none for any"),
		field.JSON("roles", []string{}).Immutable().Default([]string{}).Annotations(entsql.DefaultExpr("'[]'")).Comment("of who is shown it; none for any"),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Immutable(),
	}
}

// Indexes of the table.
func (Banner) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "end_time").StorageKey("banner_by_end"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("banner_by_time"),
	}
}
