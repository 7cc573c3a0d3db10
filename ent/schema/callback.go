package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Callback is one try to ask the resident about the outcome (回访), the source of the three rates. It never changes.
type Callback struct{ ent.Schema }

// Annotations of the table.
func (Callback) Annotations() []schema.Annotation { return []schema.Annotation{Table("callback")} }

// Mixin gives tenant, id, times and version.
func (Callback) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a callback.
func (Callback) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("caller_id", uuid.UUID{}).Immutable().Comment("never the person who replied"),
		field.String("channel").Immutable(),
		field.Bool("valid").Immutable().Comment("是否有效回访: the resident was reached and answered"),
		field.Bool("contacted").Optional().Nillable().Immutable().Comment("是否联系"),
		field.Bool("solved").Optional().Nillable().Immutable().Comment("是否解决"),
		field.String("satisfaction").Optional().Nillable().Immutable().Comment("是否满意"),
	}
}

// Edges of a callback.
func (Callback) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("caller", Person.Type).Unique().Field("caller_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Callback) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "create_time", "id").StorageKey("callback_by_issue"),
	}
}
