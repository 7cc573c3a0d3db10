package notice

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// SMS names the channel of short messages.
const SMS = "SMS"

// ErrRefused is a message that a channel will never take. Any other failure may pass.
var ErrRefused = errors.New("notice: the channel refuses the message")

// Address is where a channel reaches a person: in clear for the provider, masked for the log.
type Address struct{ Clear, Masked string }

// Message is one delivery as a channel hands it to its provider.
type Message struct {
	ID       uuid.UUID // of the delivery: the same in every try
	To       Address
	Template string
}

// Channel carries notices to where people are.
type Channel interface {
	// Address of a person; empty where the channel does not reach him.
	Address(ctx context.Context, tx *db.Tx, person uuid.UUID) (Address, error)
	// Send hands a message to the provider and tells the id under which he knows it, if he gives one.
	Send(ctx context.Context, m Message) (id string, err error)
}

// Phones knows the telephones of persons, in E.164; empty for none.
type Phones interface {
	Phone(ctx context.Context, tx *db.Tx, person uuid.UUID) (string, error)
}

// shortMessages is the channel SMS.
type shortMessages struct {
	phones Phones
	sender sms.Sender
}

// ShortMessages are sent to the telephones of persons.
func ShortMessages(phones Phones, sender sms.Sender) Channel { return shortMessages{phones, sender} }

// Address is the telephone.
func (c shortMessages) Address(ctx context.Context, tx *db.Tx, person uuid.UUID) (Address, error) {
	phone, err := c.phones.Phone(ctx, tx, person)
	return Address{Clear: phone, Masked: crypto.MaskPhone(phone)}, err
}

// Send posts to the gateway.
func (c shortMessages) Send(ctx context.Context, m Message) (string, error) {
	id, err := c.sender.Send(ctx, sms.Message{ID: m.ID.String(), To: m.To.Clear, Template: m.Template})
	if errors.Is(err, sms.ErrRefused) {
		return "", errors.Join(ErrRefused, err)
	}
	return id, err
}
