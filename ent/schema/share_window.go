package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// ShareWindow (共享时段) is a weekly time, in Asia/Shanghai and between two dates, at which a resource is open.
type ShareWindow struct{ ent.Schema }

// Mixin of the table.
func (ShareWindow) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (ShareWindow) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("share_window")}
}

// Fields of the table.
func (ShareWindow) Fields() []ent.Field {
	date := map[string]string{dialect.Postgres: "date"}
	return []ent.Field{
		field.UUID("resource_id", uuid.UUID{}).Immutable(),
		field.Ints("weekdays").Comment("ISO 8601 weekdays, 1 = Monday to 7 = Sunday"),
		field.Int("opens_minute").Comment("minutes after midnight"),
		field.Int("closes_minute").Comment("minutes after midnight, 1440 = end of the day"),
		field.Time("valid_from").SchemaType(date).Comment("first day"),
		field.Time("valid_until").SchemaType(date).Optional().Nillable().Comment("last day; null = open"),
	}
}

// Edges of the table.
func (ShareWindow) Edges() []ent.Edge {
	return []ent.Edge{edge.To("resource", Resource.Type).Unique().Field("resource_id").Required().Immutable()}
}

// Indexes of the table.
func (ShareWindow) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "resource_id", "create_time", "id").StorageKey("share_window_by_resource"),
	}
}
