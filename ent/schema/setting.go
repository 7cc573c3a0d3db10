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

// Setting is one dated value of a number or rule that law or habit sets: a limit, a weight, a deadline.
//
// It holds from valid_from until valid_to (exclusive; open when null), for the whole tenant or for one unit of it.
type Setting struct{ ent.Schema }

// Mixin of the table.
func (Setting) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Setting) Annotations() []schema.Annotation { return []schema.Annotation{Table("setting")} }

// Fields of the table.
func (Setting) Fields() []ent.Field {
	return []ent.Field{
		field.String("key").Immutable().Comment("declared name, such as dispatch.sign.whistle_daily"),
		field.UUID("unit_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.JSON("value", json.RawMessage{}).Immutable(),
		field.String("source").Comment("law article, notice or decision that sets the value"),
		field.Time("valid_from").Immutable(),
		field.Time("valid_to").Optional().Nillable(),
		field.UUID("set_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null for the value that a tenant is founded with"),
		field.Time("cancel_time").Optional().Nillable().Comment("when it was taken back, before it began"),
		field.UUID("cancelled_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of the table.
func (Setting) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Immutable(),
		edge.To("setter", Person.Type).Unique().Field("set_by").Immutable(),
		edge.To("canceller", Person.Type).Unique().Field("cancelled_by"),
	}
}

// Indexes of the table.
func (Setting) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "key", "valid_from").StorageKey("setting_by_key")}
}
