package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Tally is how many orders there are of each sort: sums, of which every measure is computed.
type Tally struct {
	Received           int `json:"received"`            // 受理量
	Closed             int `json:"closed"`              // 办结量
	Valid              int `json:"valid"`               // 有效回访
	Contacted          int `json:"contacted"`           // 联系数
	Solved             int `json:"solved"`              // 解决数
	Satisfied          int `json:"satisfied"`           // 满意数
	BasicallySatisfied int `json:"basically_satisfied"` // 基本满意
}

// Rate is one revision of what is counted of a unit or category in a period. It never changes but for being superseded.
type Rate struct{ ent.Schema }

// Mixin gives tenant, id, times and version.
func (Rate) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Rate) Annotations() []schema.Annotation { return []schema.Annotation{Table("rate")} }

// Fields of a rate.
func (Rate) Fields() []ent.Field {
	return []ent.Field{
		field.String("period").Immutable().Comment("month, 2026-11, or day, 2026-11-23"),
		field.String("dimension").Immutable(),
		field.UUID("measured_id", uuid.UUID{}).Immutable().Comment("unit or category, by the dimension"),
		field.Int32("revision").Immutable(),
		field.Time("start_time").Immutable(),
		field.Time("end_time").Immutable(),
		field.JSON("tally", Tally{}).Immutable(),
		field.JSON("excluded", Tally{}).Immutable().Comment("part of the tally"),
		field.Int64("position").Immutable().Comment("of the last event that it rests on"),
		field.Time("superseded_time").Optional().Nillable(),
	}
}

// Indexes of the table.
func (Rate) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "period", "dimension", "measured_id", "revision").Unique().StorageKey("rate_revision"),
	}
}
