package schema

import (
	"encoding/json"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Revision is what a record whose changes have a date says during [valid_from, valid_to): a category, a role.
type Revision struct{ ent.Schema }

// Annotations of the table.
func (Revision) Annotations() []schema.Annotation { return []schema.Annotation{Table("revision")} }

// Mixin gives tenant, id, times and version.
func (Revision) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a revision.
func (Revision) Fields() []ent.Field {
	return []ent.Field{
		field.String("collection").Immutable().Comment("of the record: categories, roles"),
		field.UUID("record_id", uuid.UUID{}).Immutable(),
		field.JSON("state", json.RawMessage{}).Comment("columns of the record that may change; one that has not begun follows what comes before it"),
		field.JSON("fields", []string{}).Immutable().Comment("of state, which this revision has set; the others are as before it"),
		field.String("reason").Immutable().Default(""),
		field.Time("valid_from").Immutable(),
		field.Time("valid_to").Optional().Nillable(),
		field.UUID("set_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null for the system"),
		field.Bool("begun").Default(false).Comment("whether the record has been brought to it"),
		field.Time("cancel_time").Optional().Nillable().Comment("when it was taken back, before it began"),
		field.UUID("cancelled_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of a revision.
func (Revision) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("setter", Person.Type).Unique().Field("set_by").Immutable(),
		edge.To("canceller", Person.Type).Unique().Field("cancelled_by"),
	}
}

// Indexes of the table.
func (Revision) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "record_id", "valid_from").StorageKey("revision_by_record")}
}
