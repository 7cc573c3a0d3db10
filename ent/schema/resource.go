package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Resource (共享资源) is a place or thing that its owner unit shares with the neighbourhood at set times.
type Resource struct{ ent.Schema }

// Mixin of the table.
func (Resource) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}, Deletable{}} }

// Annotations of the table.
func (Resource) Annotations() []schema.Annotation { return []schema.Annotation{Table("resource")} }

// Fields of the table.
func (Resource) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("unit_id", uuid.UUID{}).Immutable().Comment("owner; decides who manages the resource"),
		field.String("kind").Comment("SPORTS_GROUND, ACTIVITY_ROOM, MEETING_ROOM, PARKING_SPACE, EQUIPMENT or OTHER"),
		field.String("title"),
		field.String("description").Default(""),
		field.UUID("place_id", uuid.UUID{}).Optional().Nillable(),
		field.Int("capacity").Comment("people at once"),
		field.Strings("equipment").Default([]string{}).Comment("what a booker finds there"),
		field.Int("slot_minutes").Comment("length of one slot in the free-slot answer"),
		field.Time("published_from").Optional().Nillable().Comment("null = not published"),
		field.Time("published_until").Optional().Nillable().Comment("null = without end"),
	}
}

// Edges of the table.
func (Resource) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("unit", Unit.Type).Unique().Field("unit_id").Required().Immutable(),
		edge.To("place", Place.Type).Unique().Field("place_id"),
	}
}

// Indexes of the table.
func (Resource) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "create_time", "id").StorageKey("resource_by_time"),
		index.Fields("tenant_id", "unit_id", "create_time", "id").StorageKey("resource_by_unit"),
	}
}
