// Package mail hands mails to the SMTP server of the operator.
//
// Invariants:
//  1. A mail travels encrypted; in clear only to a server on this machine, where the operator asks for it (NewServer).
//  2. Nothing that a caller gives becomes a header of its own: the library encodes the subject, and an address is one or is
//     refused (Server.Send).
//  3. No address is in an error: of what the server says the code alone is told (failure).
package mail

import (
	"context"
	"errors"
)

// ErrRefused is a mail that the server will never take, such as one to a mailbox that there is not. Any other error may pass.
var ErrRefused = errors.New("mail: the server refuses the mail")

// Message is one mail in plain text to one address.
type Message struct {
	ID            string // of a mail that may be sent again: the same each time, so that programs know it as one
	To            string
	Subject, Text string
}

// Sender hands a mail over.
type Sender interface {
	Send(ctx context.Context, m Message) error
}
