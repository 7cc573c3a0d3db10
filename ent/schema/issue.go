package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Issue is one matter that a resident raised (诉求), from the first word to the confirmed outcome.
//
// unit_id is the most specific unit known: grid, community, village or sub-district, and the district itself as long as
// nobody has named the territory. It decides who sees the issue.
type Issue struct{ ent.Schema }

// Annotations of the table.
func (Issue) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("issue"), Foreseen{}}
}

// Mixin gives tenant, id, times and version.
func (Issue) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an issue.
func (Issue) Fields() []ent.Field {
	return []ent.Field{
		field.String("number").Immutable().Comment("code of the sub-district, day in Asia/Shanghai, running number"),
		field.String("state"),
		field.String("kind"),
		field.String("channel").Immutable(),
		field.String("confidentiality").Immutable(),
		field.Bool("private").Default(false).Comment("kept out of everything that others see"),
		field.Bool("withheld").Default(false).Comment("kept from the public until somebody has looked at its words"),
		field.UUID("category_id", uuid.UUID{}),
		field.String("tier").Default("ORDINARY").Comment("of the category when it was given to the issue"),
		field.String("title").Comment("in the resident's words"),
		field.String("description").Default("").Comment("in the resident's words"),

		field.UUID("place_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Float("latitude").Optional().Nillable().Immutable().Comment("degrees, exactly as sent"),
		field.Float("longitude").Optional().Nillable().Immutable().Comment("degrees, exactly as sent"),
		field.String("datum").Optional().Nillable().Immutable().Comment("WGS84, GCJ02 or CGCS2000, as sent"),
		field.Int32("latitude_e7").Optional().Nillable().Immutable().Comment("WGS-84, 1e-7 degree"),
		field.Int32("longitude_e7").Optional().Nillable().Immutable().Comment("WGS-84, 1e-7 degree"),
		field.Int64("cell").Optional().Nillable().Immutable().Comment("of the grid of internal/platform/geo in which it lies; null without coordinates"),
		field.Bytes("address_cipher").Optional().Nillable().Immutable(),

		field.UUID("unit_id", uuid.UUID{}).Comment("most specific unit of the territory"),
		field.UUID("sub_district_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("community_id", uuid.UUID{}).Optional().Nillable(),
		field.UUID("grid_id", uuid.UUID{}).Optional().Nillable(),

		field.String("located_by").Default("").Comment("what the territory was read from; empty when nothing was known"),

		field.JSON("answers", []Answer{}).Default([]Answer{}).Annotations(entsql.DefaultExpr("'[]'")).Comment("to the questions of the category when it was filed"),
		field.Time("draft_time").Optional().Nillable().Immutable().Comment("when the resident wrote it, if he was offline then"),

		field.UUID("reporter_id", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("null when staff filed it for somebody without an account"),
		field.Bytes("contact_name_cipher").Optional().Nillable().Immutable(),
		field.Bytes("contact_phone_cipher").Optional().Nillable().Immutable(),
		field.Bytes("contact_phone_index").Optional().Nillable().Immutable(),

		field.Time("confirm_time").Optional().Nillable().Comment("when the contact without an account confirmed it by a code"),

		field.UUID("lead_unit_id", uuid.UUID{}).Optional().Nillable().Comment("主办"),
		field.JSON("assist_unit_ids", []uuid.UUID{}).Default([]uuid.UUID{}).Comment("协办"),
		field.UUID("dispatch_id", uuid.UUID{}).Optional().Nillable().Comment("the latest order"),
		field.UUID("handler_id", uuid.UUID{}).Optional().Nillable().Comment("who replied last; may not call back"),
		field.Time("due_time"),
		field.String("reply").Default("").Comment("what the resident was told last"),
		field.Time("contacted_time").Optional().Nillable(),
		field.Time("replied_time").Optional().Nillable(),
		field.Time("closed_time").Optional().Nillable(),
		field.String("closing_reason").Default("").Comment("SOLVED, EXPLAINED, OUT_OF_REMIT, OBJECTIVE_LIMITS or WITHDRAWN; empty while it is open, and once merged"),
		field.Int32("reopen_count").Default(0),
		field.String("reopen_decision").Optional().Nillable().Comment("PENDING, ACCEPTED or REFUSED, of a reopening that dissatisfaction brought about"),
		field.String("suspended_state").Optional().Nillable().Comment("to which an issue that waits goes back"),
		field.Time("suspend_time").Optional().Nillable().Comment("since when it waits"),
		field.String("diversion").Optional().Nillable().Comment("why it is not handled here"),
		field.Int32("urge_count").Default(0),
		field.Bool("urge_open").Default(false).Comment("the last urge waits for an answer"),
		field.Time("urge_time").Optional().Nillable().Comment("of the last urge"),

		field.Bool("outcome_contacted").Optional().Nillable().Comment("是否联系, in the latest valid callback"),
		field.Bool("outcome_solved").Optional().Nillable().Comment("是否解决, in the latest valid callback"),
		field.String("outcome_satisfaction").Optional().Nillable().Comment("是否满意, in the latest valid callback"),
		field.Bool("rating_solved").Optional().Nillable(),
		field.String("rating_satisfaction").Optional().Nillable(),
		field.String("rating_text").Default("").Comment("in the resident's words"),
		field.Time("rated_time").Optional().Nillable(),
		field.JSON("rating_reasons", []string{}).Optional(),
		field.Bool("rating_contact_allowed").Optional().Nillable(),

		field.String("joint_result").Optional().Nillable().Comment("PENDING, CONFIRMED or REFUSED by those who joined it"),

		field.UUID("duplicate_of_id", uuid.UUID{}).Optional().Nillable().Comment("the original that it was merged into"),
	}
}

// Answer is what was said to a question of the category, in the words in which it was asked.
type Answer struct {
	Code   string   `json:"code"`
	Prompt string   `json:"prompt"`
	Type   string   `json:"type"`
	Values []string `json:"values"` // codes of choices, else one value in its written form
}

// Edges of an issue.
func (Issue) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("category", Category.Type).Unique().Field("category_id").Required(),
		edge.To("place", Place.Type).Unique().Field("place_id").Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required(),
		edge.To("sub_district", Unit.Type).Unique().Field("sub_district_id"),
		edge.To("community", Unit.Type).Unique().Field("community_id"),
		edge.To("grid", Unit.Type).Unique().Field("grid_id"),
		edge.To("reporter", Person.Type).Unique().Field("reporter_id").Immutable(),
		edge.To("lead_unit", Unit.Type).Unique().Field("lead_unit_id"),
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id"),
		edge.To("handler", Person.Type).Unique().Field("handler_id"),
		edge.To("duplicates", Issue.Type).From("duplicate_of").Unique().Field("duplicate_of_id"),
	}
}

// Indexes of the table. Those of the open inboxes, and of issues that others may know of, are partial and hand-written.
func (Issue) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "number").Unique().StorageKey("issue_number_unique"),
		index.Fields("tenant_id", "reporter_id", "create_time", "id").StorageKey("issue_by_reporter"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("issue_by_unit"),
		index.Fields("tenant_id", "sub_district_id", "create_time", "id").StorageKey("issue_by_sub_district"),
		index.Fields("tenant_id", "lead_unit_id", "create_time", "id").StorageKey("issue_by_lead_unit"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("issue_by_time"),
		index.Fields("tenant_id", "contact_phone_index").StorageKey("issue_by_contact_phone"),
		index.Fields("tenant_id", "category_id", "cell", "create_time").StorageKey("issue_by_cell"),
	}
}
