package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Assignment is the duty of one unit in a dispatch: lead (主办), assist (协办) or informed (知会).
//
// One unit leads at a time: constraint assignment_one_lead. A unit is called once at a time: assignment_one_per_unit. It gives a number
// once: assignment_external_number.
type Assignment struct{ ent.Schema }

// Mixin of the table.
func (Assignment) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Assignment) Annotations() []schema.Annotation { return []schema.Annotation{Table("assignment")} }

// Fields of the table.
func (Assignment) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.Time("dispatch_create_time").Immutable().Comment("of the dispatch: its called units walk their dispatches by it"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch: it walks what it asked of others"),
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.String("role").Comment("LEAD, ASSIST or INFORMED"),
		field.String("duty"),
		field.String("state"),
		field.Time("sent_time").Optional().Nillable(),
		field.Time("signed_time").Optional().Nillable(),
		field.Bool("sign_late").Default(false),
		field.Time("reported_in_time").Optional().Nillable(),
		field.UUID("reporter_id", uuid.UUID{}).Optional().Nillable().Comment("who came"),
		field.UUID("reporter_client_id", uuid.UUID{}).Optional().Nillable().Comment("the system of the unit that told who came; instead of reporter_id"),
		field.String("reporter_rank").Default(""),
		field.String("report_place").Default(""),
		field.Bool("authority").Optional().Nillable().Comment("whether who came may decide on the spot"),
		field.Bool("report_in_late").Default(false),
		field.Time("due_time").Optional().Nillable().Comment("when the duty must be complete"),
		field.Time("original_due_time").Optional().Nillable().Comment("before it was extended; null without extension"),
		field.Int("extension_count").Default(0),
		field.Time("completed_time").Optional().Nillable(),
		field.Bool("complete_late").Default(false),
		field.Bool("first_contact_late").Default(false),
		field.Bool("stage_report_late").Default(false),
		field.String("result").Default(""),
		field.String("return_reason").Default("").Comment("one of seven, empty when not returned"),
		field.String("return_clause").Default(""),
		field.String("return_note").Default(""),
		field.UUID("suggested_unit_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("returned_time").Optional().Nillable(),
		field.String("waive_reason").Default(""),
		field.String("visit_waive_reason").Default("").Comment("why nobody has to have been on the spot; empty otherwise"),
		field.UUID("handler_id", uuid.UUID{}).Optional().Nillable().Comment("who of the unit handles it"),
		field.Time("handle_time").Optional().Nillable().Comment("since when he does"),
		field.String("forced_reason").Default("").Comment("why the sub-district forced the duty on the unit; empty otherwise"),
		field.Int("rework_count").Default(0),
		field.String("external_number").Optional().Nillable().Comment("by which the unit's own system knows it"),
	}
}

// Edges of the table.
func (Assignment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("reporter", Person.Type).Unique().Field("reporter_id"),
		edge.To("reporter_client", ApiClient.Type).Unique().Field("reporter_client_id"),
		edge.To("handler", Person.Type).Unique().Field("handler_id"),
		edge.To("suggested_unit", Unit.Type).Unique().Field("suggested_unit_id"),
		edge.From("stage_reports", StageReport.Type).Ref("assignment"),
		edge.From("ratings", Rating.Type).Ref("assignment"),
	}
}

// Indexes of the table. That of what somebody handles (assignment_by_handler) and those of what a unit has been sent (assignment_by_unit, assignment_by_unit_state,
// assignment_by_unit_dispatch) are partial and hand-written.
func (Assignment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "dispatch_id", "create_time", "id").StorageKey("assignment_by_dispatch"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("assignment_by_issuer"),
		index.Fields("tenant_id", "issuing_unit_id", "state", "create_time", "id").StorageKey("assignment_by_issuer_state"),
	}
}
