package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// ApiClient (接口客户端) is a system of a partner that calls in its own name. Of its secrets only digests are kept: they are
// long and random, so a plain digest gives none away.
type ApiClient struct{ ent.Schema }

// Annotations of the table.
func (ApiClient) Annotations() []schema.Annotation { return []schema.Annotation{Table("api_client")} }

// Mixin gives tenant, id, times and version.
func (ApiClient) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a client.
func (ApiClient) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable(),
		field.JSON("grants", []Permission{}).Immutable(),
		field.Time("expire_time").Optional().Nillable().Immutable(),
		field.String("certificate_subject").Optional().Nillable().Immutable(),
		field.String("state"),
		field.Bytes("secret_digest"),
		field.Bytes("previous_secret_digest").Optional(),
		field.Time("previous_secret_expire_time").Optional().Nillable(),
		field.Time("last_used_time").Optional().Nillable(),
	}
}

// Edges of a client.
func (ApiClient) Edges() []ent.Edge {
	return []ent.Edge{edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable()}
}

// Indexes of the table.
func (ApiClient) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "create_time", "id").StorageKey("api_client_by_time")}
}
