package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DutyOverride (越单特批) lets an order hand one issue to one community although the duty catalogue does not.
type DutyOverride struct{ ent.Schema }

// Annotations of the table.
func (DutyOverride) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("duty_override")}
}

// Mixin gives tenant, id, times and version.
func (DutyOverride) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an override.
func (DutyOverride) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("issue_id", uuid.UUID{}).Immutable(),
		field.UUID("sub_district_id", uuid.UUID{}).Immutable().Comment("that was in charge of the issue"),
		field.UUID("community_id", uuid.UUID{}).Immutable(),
		field.String("role").Immutable().Comment("LEAD or ASSIST"),
		field.String("reason").Immutable(),
		field.String("rule").Immutable().Comment("OUTSIDE_DUTY_LIST or ASSIST_ONLY"),
		field.UUID("catalogue_id", uuid.UUID{}).Immutable().Comment("that held then"),
		field.String("item_code").Immutable().Comment("empty where it had none for the matter"),
		field.UUID("approver_id", uuid.UUID{}).Immutable(),
		field.Time("use_time").Optional().Nillable().Comment("when an order last rested on it"),
	}
}

// Edges of an override.
func (DutyOverride) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("issue", Issue.Type).Unique().Field("issue_id").Required().Immutable(),
		edge.To("sub_district", Unit.Type).Unique().Field("sub_district_id").Required().Immutable(),
		edge.To("community", Unit.Type).Unique().Field("community_id").Required().Immutable(),
		edge.To("catalogue", DutyCatalogue.Type).Unique().Field("catalogue_id").Required().Immutable(),
		edge.To("approver", Person.Type).Unique().Field("approver_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (DutyOverride) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "issue_id", "community_id", "role").Unique().StorageKey("duty_override_once"),
		index.Fields("tenant_id", "sub_district_id", "create_time", "id").StorageKey("duty_override_by_sub_district"),
		index.Fields("tenant_id", "community_id", "create_time", "id").StorageKey("duty_override_by_community"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("duty_override_by_time"),
	}
}
