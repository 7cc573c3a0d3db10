package sms

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Printer shows messages instead of sending them: for the demo. What it writes holds codes in clear.
type Printer struct {
	mu  sync.Mutex
	out io.Writer
}

// NewPrinter shows messages on a writer.
func NewPrinter(out io.Writer) *Printer { return &Printer{out: out} }

// Send writes one line.
func (p *Printer) Send(_ context.Context, m Message) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var line strings.Builder
	fmt.Fprintf(&line, "SMS %s %s", m.To, m.Template)
	for _, name := range slices.Sorted(maps.Keys(m.Parameters)) {
		fmt.Fprintf(&line, " %s=%s", name, m.Parameters[name])
	}
	_, err := fmt.Fprintln(p.out, line.String())
	return "", err
}
