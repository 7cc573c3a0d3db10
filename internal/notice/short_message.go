package notice

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// Phones knows the telephones of persons, in E.164; empty for none.
type Phones interface {
	Phone(ctx context.Context, tx *db.Tx, person uuid.UUID) (string, error)
}

// shortMessages is the channel SMS. The text belongs to the gateway: operators deliver registered templates alone.
type shortMessages struct {
	free
	phones Phones
	sender sms.Sender
}

// ShortMessages are sent to the telephones of persons.
func ShortMessages(phones Phones, sender sms.Sender) Channel {
	return shortMessages{phones: phones, sender: sender}
}

// Code is the gateway's.
func (shortMessages) Code(t Template) string { return t.Provider }

// Reach gives the telephone.
func (c shortMessages) Reach(ctx context.Context, tx *db.Tx, person uuid.UUID, _ string) (Address, error) {
	phone, err := c.phones.Phone(ctx, tx, person)
	if err == nil && phone == "" {
		err = ErrNoAddress
	}
	return Address{Clear: phone, Masked: crypto.MaskPhone(phone)}, err
}

// Send posts to the gateway.
func (c shortMessages) Send(ctx context.Context, m Message) (string, error) {
	message := sms.Message{ID: m.ID.String(), To: m.To.Clear, Template: m.Code}
	if m.Exit != "" {
		message.Parameters = map[string]string{"unsubscribe": m.Exit}
	}
	id, err := c.sender.Send(ctx, message)
	if errors.Is(err, sms.ErrRefused) {
		return "", errors.Join(ErrRefused, err)
	}
	return id, err
}
