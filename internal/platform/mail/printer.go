package mail

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
)

// Printer shows mails instead of sending them: for the demo. What it writes holds codes in clear.
type Printer struct {
	mu  sync.Mutex
	out io.Writer
}

// NewPrinter shows mails on a writer.
func NewPrinter(out io.Writer) *Printer { return &Printer{out: out} }

// Send writes one line.
func (p *Printer) Send(_ context.Context, m Message) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, err := fmt.Fprintf(p.out, "MAIL %s %s: %s\n", m.To, m.Subject, strings.Join(strings.Fields(m.Text), " "))
	return err
}
