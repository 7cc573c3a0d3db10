package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Incident (事件) is one thing that has happened and of which many issues speak. Which do says the table incident_issue.
type Incident struct{ ent.Schema }

// Mixin of the table.
func (Incident) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Incident) Annotations() []schema.Annotation { return []schema.Annotation{Table("incident")} }

// Fields of the table.
func (Incident) Fields() []ent.Field {
	return []ent.Field{
		field.String("title").Immutable(),
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("its territory"),
		field.String("state").Comment("OPEN or CLOSED"),
		field.UUID("creator_id", uuid.UUID{}).Immutable(),
		field.Time("close_time").Optional().Nillable(),
	}
}

// Edges of the table.
func (Incident) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("creator", Person.Type).Unique().Field("creator_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Incident) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("incident_by_unit"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("incident_by_time"),
	}
}
