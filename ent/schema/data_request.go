package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DataRequest is the wish of a person to have what is held of him, or to have it erased.
type DataRequest struct{ ent.Schema }

// Annotations of the table.
func (DataRequest) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("data_request")}
}

// Mixin gives tenant, id, times and version.
func (DataRequest) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a request.
func (DataRequest) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("person_id", uuid.UUID{}).Immutable(),
		field.String("kind").Immutable(),
		field.String("state"),
		field.Time("due_time").Immutable(),
		field.String("ground").Optional().Nillable(),
		field.JSON("open_matters", []string{}).Default([]string{}).Comment("resource names"),
		field.String("reply").Default("").Comment("in the words of who refused"),
		field.Bytes("content_cipher").Optional().Comment("the file of an export, until expire_time"),
		field.Time("expire_time").Optional().Nillable(),
	}
}

// Edges of a request.
func (DataRequest) Edges() []ent.Edge {
	return []ent.Edge{edge.To("person", Person.Type).Unique().Field("person_id").Required().Immutable()}
}

// Indexes of the table.
func (DataRequest) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "person_id", "create_time", "id").StorageKey("data_request_by_person"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("data_request_by_time"),
	}
}
