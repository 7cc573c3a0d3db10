package db

import (
	"crypto/rand"
	"encoding/binary"
	"sync"
	"time"

	"github.com/google/uuid"
)

// ids makes UUIDv7 (RFC 9562 section 5.7, method 1): 48 bits of milliseconds, a counter of 26 bits and 48 random bits.
// Within one millisecond of one process later ids sort behind earlier ones, even while the clock stands still.
type ids struct {
	mu      sync.Mutex
	counter uint32
}

func (g *ids) next(at time.Time) uuid.UUID {
	g.mu.Lock()
	g.counter++
	n := g.counter & (1<<26 - 1)
	g.mu.Unlock()
	ms := at.UnixMilli()

	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(ms)<<16|0x7000|uint64(n>>14))
	binary.BigEndian.PutUint16(id[8:10], 0x8000|uint16(n&(1<<14-1)))
	rand.Read(id[10:]) // never fails: crypto/rand ends the process instead
	return id
}

var generator ids

// newID makes the id of a row at the given time.
func newID(at time.Time) uuid.UUID { return generator.next(at) }
