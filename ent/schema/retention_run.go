package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
)

// RetentionRun is one line of the ledger of deletions: which rule, how many records, and the digest of their ids.
type RetentionRun struct{ ent.Schema }

// Annotations of the table.
func (RetentionRun) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("retention_run")}
}

// Mixin gives tenant, id, times and version.
func (RetentionRun) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a run.
func (RetentionRun) Fields() []ent.Field {
	return []ent.Field{
		field.String("data_kind").Immutable(),
		field.String("action").Immutable(),
		field.Time("cutoff").Immutable(),
		field.Int32("record_count").Immutable(),
		field.String("ids_digest").Immutable().Comment("SHA-256 over the ids in order"),
	}
}

// Indexes of the table.
func (RetentionRun) Indexes() []ent.Index {
	return []ent.Index{index.Fields("tenant_id", "create_time", "id").StorageKey("retention_run_by_time")}
}
