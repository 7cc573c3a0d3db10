package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Operation is long-running work that a person asked for: what is to be done, how far it is, and what came of it.
//
// Input and result are sealed, because work may speak of persons.
type Operation struct{ ent.Schema }

// Annotations of the table.
func (Operation) Annotations() []schema.Annotation { return []schema.Annotation{Table("operation")} }

// Mixin gives tenant, id, times and version.
func (Operation) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an operation.
func (Operation) Fields() []ent.Field {
	return []ent.Field{
		field.String("kind").Immutable().Comment("declared name of the work, such as administration.configuration.import"),
		field.UUID("owner_id", uuid.UUID{}).Immutable().Comment("person who asked; the work runs with what he may do then"),
		field.String("permission").Immutable().Comment("that opened the door; asked again when the work runs"),
		field.String("scope").Immutable(),
		field.String("state").Comment("PENDING, RUNNING, SUCCEEDED, FAILED or CANCELLED"),
		field.Bytes("input_cipher").Immutable().Comment("sealed message"),
		field.Bytes("result_cipher").Optional().Comment("sealed message; only with SUCCEEDED"),
		field.String("reason").Optional().Nillable().Comment("of the fault; only with FAILED"),
		field.Int64("steps_done").Default(0),
		field.Int64("steps_total").Default(0).Comment("0: not known"),
		field.Int("attempts").Default(0).Comment("how often a worker has taken it; fences a worker that was given up"),
		field.Time("cancel_time").Optional().Nillable().Comment("when the owner asked to stop"),
		field.Time("start_time").Optional().Nillable(),
		field.Time("end_time").Optional().Nillable(),
		field.Time("expire_time").Optional().Nillable().Comment("when the row is deleted; set at the end"),
	}
}

// Edges of an operation.
func (Operation) Edges() []ent.Edge {
	return []ent.Edge{edge.To("owner", Person.Type).Unique().Required().Field("owner_id").Immutable()}
}

// Indexes of the table.
func (Operation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "owner_id", "create_time").StorageKey("operation_by_owner"),
		index.Fields("tenant_id", "expire_time").StorageKey("operation_by_expiry"),
	}
}
