package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DutyCatalogue (派单目录) is one version of the list of who does what, from its start until that of the next.
type DutyCatalogue struct{ ent.Schema }

// Annotations of the table.
func (DutyCatalogue) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("duty_catalogue")}
}

// Mixin gives tenant, id, times and version.
func (DutyCatalogue) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a version.
func (DutyCatalogue) Fields() []ent.Field {
	return []ent.Field{
		field.String("name").Immutable(),
		field.String("basis").Immutable().Comment("the document that it rests on"),
		field.String("state").Comment("PUBLISHED or CANCELLED"),
		field.Time("start_time").Immutable().Comment("midnight in Asia/Shanghai"),
		field.Int32("item_count").Immutable(),
		field.UUID("publisher_id", uuid.UUID{}).Immutable(),
		field.Time("cancel_time").Optional().Nillable().Comment("before it started"),
	}
}

// Edges of a version.
func (DutyCatalogue) Edges() []ent.Edge {
	return []ent.Edge{edge.To("publisher", Person.Type).Unique().Field("publisher_id").Required().Immutable()}
}

// Indexes of the table. duty_catalogue_starts_once is partial and hand-written.
func (DutyCatalogue) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "id", "create_time").Unique().StorageKey("duty_catalogue_of_its_moment"),
		index.Fields("tenant_id", "start_time", "id").StorageKey("duty_catalogue_by_start"),
	}
}
