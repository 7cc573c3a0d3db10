// Package schema holds the tables of the system, one file per entity, in the words of the mission.
//
// Every table of a tenant is led by tenant_id (the distribution column); references between them are composite and
// named. What ent cannot say (checks, exclusions, policies, partitions) is hand-written in ent/migrations.
package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/mixin"
	"github.com/google/uuid"
)

// Tenant is the mixin of every table that belongs to a tenant: who owns the row, its id, and its version.
//
// tenant_id, create_time, update_time and version are written by the database layer, never by a capability.
type Tenant struct{ mixin.Schema }

// Fields of every tenant table.
func (Tenant) Fields() []ent.Field {
	return []ent.Field{
		field.Int("tenant_id").Immutable().SchemaType(map[string]string{dialect.Postgres: "integer"}).
			Comment("district that owns the row; leads every key"),
		field.UUID("id", uuid.UUID{}).Immutable().Comment("UUIDv7 made by the server before the first try"),
		field.Time("create_time").Immutable(),
		field.Time("update_time"),
		field.Int("version").Default(1).Comment("grows by one with each change; the etag"),
	}
}

// Deletable is the mixin of a table whose rows are deleted softly: out of use from delete_time on, removed for good from
// purge_time on. What is done with the two is in internal/platform/softdelete.
type Deletable struct{ mixin.Schema }

// Fields of every such table.
func (Deletable) Fields() []ent.Field {
	return []ent.Field{
		field.Time("delete_time").Optional().Nillable().Comment("null = in use"),
		field.Time("purge_time").Optional().Nillable().Comment("set with delete_time"),
	}
}

// Table names the SQL table of an entity in the singular.
func Table(name string) schema.Annotation { return entsql.Annotation{Table: name} }

// Foreseen has what a change leaves of a row computed from the row before it (ent/schema/rows.tmpl), for a table whose rows are answered
// once they are changed: reading them again would cost a round trip.
type Foreseen struct{}

// Name of the annotation.
func (Foreseen) Name() string { return "Foreseen" }
