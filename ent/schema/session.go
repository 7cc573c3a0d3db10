package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Session is one sign-in of a person on one device: the family of all tokens that came from it.
type Session struct{ ent.Schema }

// Annotations of the table.
func (Session) Annotations() []schema.Annotation { return []schema.Annotation{Table("session")} }

// Mixin gives tenant, id, times and version.
func (Session) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a session.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.String("method").Immutable().Comment("CODE, WECHAT, PASSWORD or OIDC"),
		field.String("device").Immutable().Comment("as the person calls it"),
		field.Time("second_factor_time").Optional().Nillable().Comment("when a second factor was shown"),
		field.Time("refresh_time").Comment("when the tokens were last renewed"),
		field.Time("expire_time").Comment("of the newest refresh token"),
		field.Time("revoke_time").Optional().Nillable(),
		field.String("revoke_cause").Optional().Nillable().Comment("LOGOUT, REVOKED, REPLAYED or CREDENTIAL"),
	}
}

// Edges of a session.
func (Session) Edges() []ent.Edge {
	return []ent.Edge{edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable()}
}

// Indexes of the table.
func (Session) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("session_by_person")}
}
