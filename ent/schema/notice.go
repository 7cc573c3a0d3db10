package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Notice (通知) tells one person of one event. Nobody is told of an event twice: constraint notice_event_person_unique.
type Notice struct{ ent.Schema }

// Annotations of the table.
func (Notice) Annotations() []schema.Annotation { return []schema.Annotation{Table("notice")} }

// Mixin gives tenant, id, times and version.
func (Notice) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a notice.
func (Notice) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("event_id", uuid.UUID{}).Immutable().Comment("or the id of the act of which the event is one of several"),
		field.UUID("person_id", uuid.UUID{}).Immutable().Comment("who is told"),
		field.UUID("acting_for_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("in whose place the person is told"),
		field.String("event_type").Immutable(),
		field.Time("event_time").Immutable(),
		field.String("subject").Immutable().Comment("resource name"),
		field.JSON("title", map[string]string{}).Immutable().Comment("by language, as it was worded then"),
		field.JSON("text", map[string]string{}).Immutable().Comment("by language, as it was worded then"),
		field.Time("read_time").Optional().Nillable(),
	}
}

// Edges of a notice.
func (Notice) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("acting_for", Person.Type).Unique().Field("acting_for_id").Immutable(),
	}
}

// Indexes of the table.
func (Notice) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "event_id", "person_id").Unique().StorageKey("notice_event_person_unique"),
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("notice_by_person"),
		index.Fields("tenant_id", "create_time").StorageKey("notice_by_time"),
	}
}
