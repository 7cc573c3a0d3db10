package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// PrivacyNotice (个人信息处理告知) is one edition of what persons are told of a purpose. One of each purpose holds:
// privacy_notice_one_in_force.
type PrivacyNotice struct{ ent.Schema }

// Annotations of the table.
func (PrivacyNotice) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("privacy_notice")}
}

// Mixin gives tenant, id, times and version.
func (PrivacyNotice) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of a notice.
func (PrivacyNotice) Fields() []ent.Field {
	return []ent.Field{
		field.String("purpose").Immutable(),
		field.Int("edition").Immutable(),
		field.String("basis").Immutable(),
		field.String("legal_source").Immutable(),
		field.Int("retention_days").Immutable(),
		field.String("text_zh").Immutable(),
		field.String("text_en").Immutable(),
		field.UUID("publisher_id", uuid.UUID{}).Immutable().Comment("person, by his office"),
		field.Time("supersede_time").Optional().Nillable(),
	}
}

// Indexes of the table.
func (PrivacyNotice) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "purpose", "edition").Unique().StorageKey("privacy_notice_edition_unique"),
		index.Fields("tenant_id", "create_time", "id").StorageKey("privacy_notice_by_time"),
	}
}
