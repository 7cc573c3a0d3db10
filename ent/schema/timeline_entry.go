package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// TimelineEntry is one thing that happened to an issue. A public entry is for the resident, an internal one for the
// units that handle the issue; a step with a note for colleagues writes one of each. Entries never change.
type TimelineEntry struct{ ent.Schema }

// Annotations of the table.
func (TimelineEntry) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("timeline_entry")}
}

// Mixin gives tenant, id, times and version.
func (TimelineEntry) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an entry.
func (TimelineEntry) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.String("kind").Immutable().Comment("what happened"),
		field.String("state").Immutable().Comment("state of the issue after it"),
		field.Bool("public").Immutable().Comment("whether the resident sees it"),
		field.UUID("actor_unit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null when the resident acted"),
		field.String("text").Immutable().Comment("in the words of who acted"),
	}
}

// Edges of an entry.
func (TimelineEntry) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("actor_unit", Unit.Type).Unique().Field("actor_unit_id").Immutable(),
	}
}

// Indexes of the table.
func (TimelineEntry) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("timeline_entry_by_issue"),
	}
}
