package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// DutyItem is what a duty catalogue says of the matters of one category. It is written with its catalogue (duty_item_of_its_version) and
// never changes.
type DutyItem struct{ ent.Schema }

// Annotations of the table.
func (DutyItem) Annotations() []schema.Annotation { return []schema.Annotation{Table("duty_item")} }

// Mixin gives tenant, id, times and version.
func (DutyItem) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an item.
func (DutyItem) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("catalogue_id", uuid.UUID{}).Immutable(),
		field.String("code").Immutable(),
		field.String("name").Immutable(),
		field.UUID("category_id", uuid.UUID{}).Immutable(),
		field.UUID("lead_unit_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.String("lead_kind").Optional().Nillable().Immutable().Comment("of the unit that leads where the matter is"),
		field.JSON("assist_units", []uuid.UUID{}).Immutable().Default([]uuid.UUID{}).Annotations(entsql.DefaultExpr("'[]'")),
		field.JSON("assist_kinds", []string{}).Immutable().Default([]string{}).Annotations(entsql.DefaultExpr("'[]'")),
		field.String("clause").Immutable(),
		field.String("community_duty").Immutable().Comment("LEAD, ASSIST_ONLY or NONE"),
	}
}

// Edges of an item. That to its catalogue, which holds the moment of both, is hand-written.
func (DutyItem) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("category", Category.Type).Unique().Field("category_id").Required().Immutable(),
		edge.To("lead_unit", Unit.Type).Unique().Field("lead_unit_id").Immutable(),
	}
}

// Indexes of the table.
func (DutyItem) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "catalogue_id", "code").Unique().StorageKey("duty_item_code_unique"),
		index.Fields("tenant_id", "catalogue_id", "category_id").Unique().StorageKey("duty_item_one_of_category"),
	}
}
