package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// LegalHold keeps the data of a person from erasure and retention until it is lifted.
type LegalHold struct{ ent.Schema }

// Annotations of the table.
func (LegalHold) Annotations() []schema.Annotation { return []schema.Annotation{Table("legal_hold")} }

// Mixin gives tenant, id, times and version.
func (LegalHold) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a hold.
func (LegalHold) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.String("basis").Immutable().Comment("article, order or file number"),
		field.Time("lift_time").Optional().Nillable(),
	}
}

// Edges of a hold.
func (LegalHold) Edges() []ent.Edge {
	return []ent.Edge{edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable()}
}

// Indexes of the table. That one hold lies on a person at a time is partial and hand-written.
func (LegalHold) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "person_id").StorageKey("legal_hold_by_person")}
}
