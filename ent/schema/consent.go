package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Consent (同意) is that a person has allowed one purpose by one notice. A person has one of a purpose that has not ended:
// consent_one_open.
type Consent struct{ ent.Schema }

// Annotations of the table.
func (Consent) Annotations() []schema.Annotation { return []schema.Annotation{Table("consent")} }

// Mixin gives tenant, id, times and version.
func (Consent) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a consent.
func (Consent) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.UUID("given_by_id", uuid.UUID{}).Immutable().Comment("person: himself, or who acted for him"),
		field.UUID("privacy_notice_id", uuid.UUID{}).Immutable(),
		field.String("purpose").Immutable().Comment("that of the notice"),
		field.String("channel").Immutable(),
		field.Time("end_time").Optional().Nillable(),
		field.String("end_cause").Optional().Nillable().Comment("WITHDRAWN, RENEWED or ERASED"),
	}
}

// Edges of a consent.
func (Consent) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable(),
		edge.To("given_by", Person.Type).Unique().Field("given_by_id").Required().Immutable(),
		edge.To("privacy_notice", PrivacyNotice.Type).Unique().Field("privacy_notice_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Consent) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("consent_by_person")}
}
