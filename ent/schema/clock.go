package schema

import (
	"time"

	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Clock is one running limit of a dispatch or of one assignment. The row is the truth; the sweep acts on what
// next_check_at says and reads the row again before it acts.
type Clock struct{ ent.Schema }

// ClockPause is a stretch during which a clock stands still; until is absent while it lasts.
type ClockPause struct {
	From   time.Time  `json:"from"`
	Until  *time.Time `json:"until,omitempty"`
	Reason string     `json:"reason"`
}

// ClockExtension gives a clock more time, counted in minutes of its basis.
type ClockExtension struct {
	Time    time.Time `json:"time"`
	Minutes int       `json:"minutes"`
	Reason  string    `json:"reason"`
}

// LimitLine is a limit for what meets all of its conditions; an empty one is met by everything. It is the shape of a line of the setting
// dispatch.limits.
type LimitLine struct {
	Clock    string `json:"clock"`
	Kind     string `json:"kind,omitempty"`     // of the dispatch
	Tier     string `json:"tier,omitempty"`     // its urgency
	Category string `json:"category,omitempty"` // code, with all below it
	Unit     string `json:"unit,omitempty"`     // code
	Minutes  int    `json:"minutes"`            // of the basis; 0 for no limit
	Basis    string `json:"basis"`
	Source   string `json:"source"`
}

// Mixin of the table.
func (Clock) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Clock) Annotations() []schema.Annotation { return []schema.Annotation{Table("clock")} }

// Fields of the table.
func (Clock) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("null for a clock of the whole dispatch"),
		field.String("kind").Immutable().Comment("SIGN, REPORT_IN, FIRST_CONTACT, STAGE_REPORT, COMPLETE, REVIEW or OBJECTION"),
		field.String("basis").Immutable().Comment("ELAPSED, WORKING_TIME or WORKING_DAYS"),
		field.Int("limit_minutes").Immutable(),
		field.Time("start_time").Immutable(),
		field.Time("due_time").Optional().Nillable().Comment("null while an open pause stops the clock"),
		field.JSON("pauses", []ClockPause{}).Default([]ClockPause{}),
		field.JSON("extensions", []ClockExtension{}).Default([]ClockExtension{}),
		field.Time("stopped_time").Optional().Nillable(),
		field.Int("warned_share").Default(0).Comment("highest share of the limit, in percent, that was warned of"),
		field.Time("warned_time").Optional().Nillable(),
		field.Time("breached_time").Optional().Nillable(),
		field.Time("next_check_at").Optional().Nillable().Comment("when the sweep looks at it next; null when there is nothing left to do"),
		field.String("policy_version").Immutable().Comment("day as of which the limit was read from the dated settings"),
		field.String("limit_setting").Default("").Immutable().Comment("that the limit was read from; empty where the dispatch states it"),
		field.JSON("limit_line", &LimitLine{}).Optional().Immutable().Comment("of that setting, where it has lines"),
		field.Int("calendar_edition").Default(0).Comment("of the working calendar by which it was computed; 0 = that of the release"),
	}
}

// Edges of the table.
func (Clock) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Immutable(),
	}
}

// Indexes of the table. Those of the clocks that run are partial and hand-written.
func (Clock) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "dispatch_id", "create_time", "id").StorageKey("clock_by_dispatch"),
		index.Fields("tenant_id", "assignment_id").StorageKey("clock_by_assignment"),
	}
}
