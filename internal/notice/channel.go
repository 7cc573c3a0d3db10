package notice

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// The channels, by the words of Delivery.Channel.
const (
	SMS    = "SMS"
	WeChat = "WECHAT"
	EMail  = "EMAIL"
)

// Why a channel does not carry a message, for good. Any other failure may pass.
var (
	ErrRefused   = errors.New("notice: the provider will never take the message")
	ErrNoAddress = errors.New("notice: the channel does not reach the person")
	ErrNoConsent = errors.New("notice: the person has consented to no more messages of the template")
)

// Address is where a channel reaches a person: in clear for the provider, masked for the log.
type Address struct {
	Clear, Masked string
	Language      string // that he is written to in
}

// Message is one delivery as a channel hands it to its provider.
type Message struct {
	ID       uuid.UUID // of the delivery: the same in every try
	To       Address
	Code     string // by which the provider knows the template
	Template Template
	Time     time.Time // of the event
	Exit     string    // where it ends that the person is told of this; empty for his own matters
}

// Title and Text in the language of who is written to.
func (m Message) Title() string { return in(m.To.Language, m.Template.Title) }

// Text is the same at length.
func (m Message) Text() string { return in(m.To.Language, m.Template.Text) }

// Channel carries notices to where people are.
type Channel interface {
	// Code is by what the provider knows a template; empty where the channel does not carry it.
	Code(t Template) string
	// Reach begins a try: it finds where the channel reaches a person, and spends what a message of the template takes.
	Reach(ctx context.Context, tx *db.Tx, person uuid.UUID, code string) (Address, error)
	// Send hands a message to the provider, outside of any transaction, and tells the id under which he knows it, if he gives one.
	Send(ctx context.Context, m Message) (id string, err error)
	// Settle ends a try with what Send has told.
	Settle(ctx context.Context, tx *db.Tx, person uuid.UUID, code string, sent error) error
}

// free is the part of a channel whose messages spend nothing.
type free struct{}

// Settle has nothing to settle.
func (free) Settle(context.Context, *db.Tx, uuid.UUID, string, error) error { return nil }
