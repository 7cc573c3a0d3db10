package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"
)

// Attachment (附件) is one photo, audio or video. Its bytes lie in the blob store, each under the digest of what it is.
type Attachment struct{ ent.Schema }

// Mixin of the table.
func (Attachment) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Annotations of the table.
func (Attachment) Annotations() []schema.Annotation { return []schema.Annotation{Table("attachment")} }

// Fields of the table.
func (Attachment) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("uploader_id", uuid.UUID{}).Immutable(),
		field.String("kind").Immutable().Comment("IMAGE, AUDIO or VIDEO"),
		field.String("state").Comment("PENDING, READY, REJECTED or LOST"),
		field.String("reject_reason").Optional().Nillable().Comment("the verdict on content that is not kept"),
		field.String("scan").Optional().Nillable().Comment("what the virus scanner said: NOT_CONFIGURED, CLEAN or INFECTED"),
		field.Time("upload_until").Immutable().Comment("when the announcement lapses"),
		field.String("media_type").Default(""),
		field.Int64("size_bytes").Default(0).Comment("of the original as it is kept"),
		field.Int("width").Default(0).Comment("of a picture, in pixels"),
		field.Int("height").Default(0).Comment("of a picture, in pixels"),
		field.Int64("duration_ms").Default(0).Comment("of a recording, in milliseconds"),
		field.Bytes("original_digest").Optional().Comment("SHA-256 of the original as it is kept"),
		field.Bytes("content_digest").Optional().Comment("SHA-256 of what is shown; none while withheld"),
		field.Bytes("thumbnail_digest").Optional().Comment("SHA-256 of the small picture of what is shown"),
		field.String("redaction").Default("NONE").Comment("NONE, COVERED or WITHHELD"),
		field.String("redact_reason").Default("").Comment("in the words of who redacted"),
		field.String("subject").Optional().Nillable().Comment("resource name of what it is attached to"),
		field.Time("attach_time").Optional().Nillable(),
	}
}

// Edges of the table.
func (Attachment) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("uploader", Person.Type).Unique().Field("uploader_id").Required().Immutable(),
	}
}

// Indexes of the table.
func (Attachment) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("tenant_id", "uploader_id", "create_time").StorageKey("attachment_by_uploader"),
		index.Fields("tenant_id", "subject", "create_time", "id").StorageKey("attachment_by_subject"),
	}
}
