package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// CallbackDraw (回访抽样) is the lot of one day: which of the issues that come up on it are called back.
type CallbackDraw struct{ ent.Schema }

// Annotations of the table.
func (CallbackDraw) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("callback_draw")}
}

// Mixin gives tenant, id, times and version.
func (CallbackDraw) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a draw.
func (CallbackDraw) Fields() []ent.Field {
	return []ent.Field{
		field.String("day").Immutable().Comment("in Asia/Shanghai, 2026-11-24"),
		field.Int32("share").Immutable().Comment("of a hundred"),
		field.String("digest").Immutable().Comment("SHA-256 of the seed; published before the day"),
		field.Bytes("seed").Immutable().Comment("published after the day"),
		field.Time("open_time").Optional().Nillable(),
		field.Int32("frame").Default(0),
		field.Int32("drawn").Default(0),
	}
}

// Indexes of the table.
func (CallbackDraw) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "day").Unique().StorageKey("callback_draw_one_a_day")}
}
