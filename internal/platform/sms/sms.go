// Package sms hands short messages to whoever delivers them.
//
// A message is a template and its parameters: Chinese operators deliver only registered templates, so the text belongs to
// the gateway and not to us.
package sms

import (
	"context"
	"errors"
)

// The templates that are sent.
const (
	LoginCode   = "login_code"   // parameters: code, minutes
	MandateCode = "mandate_code" // parameters: code, minutes, delegate (who asks, masked)
	MergeCode   = "merge_code"   // parameters: code, minutes
	ContactCode = "contact_code" // parameters: code, minutes
)

// ErrRefused is a message that the gateway will never take, such as one to a number that it does not serve. Any other
// error may pass.
var ErrRefused = errors.New("sms: the gateway refuses the message")

// Message is one message to one telephone.
type Message struct {
	ID         string            `json:"id,omitempty"` // of a message that may be sent again: the same each time, so that it arrives once
	To         string            `json:"to"`           // E.164
	Template   string            `json:"template"`
	Parameters map[string]string `json:"parameters"`
}

// Sender hands a message over and tells the id under which the gateway knows it, if it gives one.
type Sender interface {
	Send(ctx context.Context, m Message) (id string, err error)
}
