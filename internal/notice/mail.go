package notice

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/mailaddress"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/mail"
)

// mailColumn is where a person reads his mail.
var mailColumn = crypto.Column{Table: "mail_address", Name: "address"}

// mails is the channel EMAIL: to addresses that their persons have confirmed.
type mails struct {
	free
	keeper *crypto.Keeper
	sender mail.Sender
}

// Mails are sent to the mail addresses of persons.
func Mails(keeper *crypto.Keeper, sender mail.Sender) Channel {
	return mails{keeper: keeper, sender: sender}
}

// Code is the one that short messages have: the words are our own.
func (mails) Code(t Template) string { return t.Provider }

// Reach gives the address.
func (c mails) Reach(ctx context.Context, tx *db.Tx, person uuid.UUID, _ string) (Address, error) {
	row, err := tx.MailAddress.Query().Where(mailaddress.ID(person), mailaddress.ConfirmTimeNotNil()).Only(ctx)
	if ent.IsNotFound(err) {
		return Address{}, ErrNoAddress
	}
	if err != nil {
		return Address{}, err
	}
	address, err := c.keeper.Open(mailColumn, tx.Tenant(), row.ID, row.AddressCipher)
	return Address{Clear: address, Masked: crypto.MaskMail(address), Language: row.Language}, err
}

// farewell says how the person ends that he is told of this.
func (m Message) farewell() string {
	if m.Exit == "" {
		return ""
	}
	return "\n\n" + in(m.To.Language, map[string]string{fault.Chinese: "退订：", fault.English: "Unsubscribe: "}) + m.Exit
}

// Send gives the mail to the server.
func (c mails) Send(ctx context.Context, m Message) (string, error) {
	err := c.sender.Send(ctx, mail.Message{ID: m.ID.String(), To: m.To.Clear, Subject: m.Title(),
		Text: m.Text() + "\n\n" + m.Time.In(clock.Zone).Format("2006-01-02 15:04") + m.farewell()})
	if errors.Is(err, mail.ErrRefused) {
		return "", errors.Join(ErrRefused, err)
	}
	return "", err
}
