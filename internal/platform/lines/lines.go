// Package lines writes log lines to where they go together: a line of its own call of the system for each request costs more than
// to write the line. What warns or tells of an error goes at once, with all before it; any other line waits for Delay at most. A
// process that is killed loses the lines of that time.
package lines

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

const (
	// Delay is how long a line waits at most.
	Delay = 100 * time.Millisecond
	// full is how many bytes wait at most.
	full = 32 << 10
)

// Writer gathers lines for another.
type Writer struct {
	out io.Writer

	mu      sync.Mutex
	waiting []byte
	timed   bool // Flush will be called
}

// NewWriter gathers lines for out.
func NewWriter(out io.Writer) *Writer { return &Writer{out: out} }

// Write takes a line.
func (w *Writer) Write(line []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting = append(w.waiting, line...)
	if len(w.waiting) >= full {
		return len(line), w.flush()
	}
	if !w.timed {
		w.timed = true
		time.AfterFunc(Delay, func() {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.timed = false
			w.flush() // to whom should it be told?
		})
	}
	return len(line), nil
}

// Flush writes what waits.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.flush()
}

func (w *Writer) flush() error {
	if len(w.waiting) == 0 {
		return nil
	}
	_, err := w.out.Write(w.waiting)
	w.waiting = w.waiting[:0]
	return err
}

// Handler is one that writes its lines to w; a warning or an error does not wait there.
func (w *Writer) Handler(options *slog.HandlerOptions) slog.Handler {
	return handler{slog.NewJSONHandler(w, options), w}
}

type handler struct {
	slog.Handler
	lines *Writer
}

// Handle writes a record.
func (h handler) Handle(ctx context.Context, r slog.Record) error {
	err := h.Handler.Handle(ctx, r)
	if r.Level >= slog.LevelWarn && err == nil {
		err = h.lines.Flush()
	}
	return err
}

// WithAttrs is the handler with attributes.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.Handler.WithAttrs(attrs), h.lines}
}

// WithGroup is the handler with a group.
func (h handler) WithGroup(name string) slog.Handler {
	return handler{h.Handler.WithGroup(name), h.lines}
}
