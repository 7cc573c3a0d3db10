package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/field"
)

// MailAddress (邮箱) is where a person reads his mail: one for each person, whose id is its id. Nothing but codes is sent to
// it before it was confirmed.
type MailAddress struct{ ent.Schema }

// Annotations of the table.
func (MailAddress) Annotations() []schema.Annotation {
	return []schema.Annotation{Table("mail_address")}
}

// Mixin gives tenant, id, times and version.
func (MailAddress) Mixin() []ent.Mixin { return []ent.Mixin{Tenant{}} }

// Fields of an address.
func (MailAddress) Fields() []ent.Field {
	return []ent.Field{
		field.Bytes("address_cipher"),
		field.String("language").Comment("of the mails: zh-CN or en"),
		field.Time("confirm_time").Optional().Nillable(),
	}
}
