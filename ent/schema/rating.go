package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Rating is one side's word on the other, once per assignment and side: the street rates the response of the unit
// (RESPONSE), the unit rates the call (WHISTLE). Each side has three scores from 0 to 5 of its own.
type Rating struct{ ent.Schema }

// Mixin of the table.
func (Rating) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Rating) Annotations() []schema.Annotation { return []schema.Annotation{Table("rating")} }

// Fields of the table.
func (Rating) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("dispatch_id", uuid.UUID{}).Immutable(),
		field.UUID("assignment_id", uuid.UUID{}).Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("of the assignment"),
		field.UUID("issuing_unit_id", uuid.UUID{}).Immutable().Comment("of the dispatch"),
		field.UUID("person_id", uuid.UUID{}).Comment("who rated last"),
		field.String("side").Immutable().Comment("RESPONSE or WHISTLE"),
		field.String("state").Comment("GIVEN, PUBLISHED, APPEALED, CONFIRMED or SET_ASIDE"),
		field.Int("punctual").Optional().Nillable(),
		field.Int("effort").Optional().Nillable(),
		field.Int("result").Optional().Nillable(),
		field.Int("needed").Optional().Nillable(),
		field.Int("facts").Optional().Nillable(),
		field.Int("target").Optional().Nillable(),
		field.String("comment").Default(""),
		field.Time("publish_due_time").Immutable().Comment("when it is published at the latest"),
		field.Time("publish_time").Optional().Nillable(),
		field.Time("appeal_due_time").Optional().Nillable().Comment("null before it is published"),
		field.UUID("appellant_id", uuid.UUID{}).Optional().Nillable(),
		field.Time("appeal_time").Optional().Nillable(),
		field.String("appeal").Default("").Comment("why the rated side appeals"),
		field.UUID("reviewer_id", uuid.UUID{}).Optional().Nillable().Comment("who decided for the district"),
		field.Time("review_time").Optional().Nillable(),
		field.String("ground").Default("").Comment("RETALIATION, WITHOUT_GROUNDS or WRONG_FACTS; empty unless it is set aside"),
		field.String("ruling").Default(""),
	}
}

// Edges of the table.
func (Rating) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("dispatch", Dispatch.Type).Unique().Field("dispatch_id").Required().Immutable(),
		edge.To("assignment", Assignment.Type).Unique().Field("assignment_id").Required().Immutable(),
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("issuing_unit", Unit.Type).Unique().Field("issuing_unit_id").Required().Immutable(),
		edge.To("person", Person.Type).Unique().Field("person_id").Required(),
		edge.To("appellant", Person.Type).Unique().Field("appellant_id"),
		edge.To("reviewer", Person.Type).Unique().Field("reviewer_id"),
	}
}

// Indexes of the table. That of what is to be published is partial and hand-written.
func (Rating) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "assignment_id", "side").Unique().StorageKey("rating_once"),
		index.Fields("tenant_id", "dispatch_id").StorageKey("rating_by_dispatch"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("rating_by_unit"),
		index.Fields("tenant_id", "issuing_unit_id", "create_time", "id").StorageKey("rating_by_issuer"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("rating_by_time"),
	}
}
