package app

import (
	"bytes"
	"io"
	"sync"
)

// held is a writer that keeps what is written to it until it is released, and passes on what is written later: messages
// that the demo's jobs send when they come to it do not break into the stories.
type held struct {
	mu       sync.Mutex
	out      io.Writer
	kept     bytes.Buffer
	released bool
}

// Write keeps or passes on.
func (h *held) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.released {
		return h.out.Write(p)
	}
	return h.kept.Write(p)
}

// release passes on what was kept.
func (h *held) release() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.released = true
	_, err := h.kept.WriteTo(h.out)
	return err
}

// past is a writer that passes everything on at once, and never amid what is passed on otherwise.
func (h *held) past() io.Writer { return passing{h} }

type passing struct{ held *held }

// Write passes on.
func (p passing) Write(b []byte) (int, error) {
	p.held.mu.Lock()
	defer p.held.mu.Unlock()
	return p.held.out.Write(b)
}
