package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// PersonMerge (人员合并) says that two persons are the same. The rows of both stay theirs.
type PersonMerge struct{ ent.Schema }

// Annotations of the table.
func (PersonMerge) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("person_merge")}
}

// Mixin gives tenant, id, times and version.
func (PersonMerge) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a merge.
func (PersonMerge) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("survivor_id", uuid.UUID{}).Immutable(),
		field.UUID("duplicate_id", uuid.UUID{}).Optional().Nillable().Comment("none until a code has proved the telephone"),
		field.Bytes("phone_cipher").Optional().Comment("of the other account, until it is proved"),
		field.String("reason").Default(""),
		field.String("state"),
		field.String("proof").Optional().Nillable(),
		field.UUID("proposer_id", uuid.UUID{}).Immutable(),
		field.UUID("decider_id", uuid.UUID{}).Optional().Nillable().Comment("none where a code decided"),
		field.Time("merge_time").Optional().Nillable(),
		field.Time("undo_end_time").Optional().Nillable(),
	}
}

// Edges of a merge.
func (PersonMerge) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("survivor", Person.Type).Unique().Field("survivor_id").Required().Immutable(),
		edge.To("duplicate", Person.Type).Unique().Field("duplicate_id"),
		edge.To("proposer", Person.Type).Unique().Field("proposer_id").Required().Immutable(),
		edge.To("decider", Person.Type).Unique().Field("decider_id"),
	}
}

// Indexes of the table.
func (PersonMerge) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "survivor_id", "create_time", "id").StorageKey("person_merge_by_survivor"),
		index.Fields("tenant_id", "proposer_id", "create_time", "id").StorageKey("person_merge_by_proposer"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("person_merge_by_time"),
	}
}
