package db

import (
	"context"
	"sync"
	"time"
)

// trust is how long a process believes what it remembers of a tenant.
const trust = 5 * time.Second

// mostRemembered bounds the memory: a caller without sign-in may name any tenant.
const mostRemembered = 10_000

// Remember gives what read has found out about the tenant at most 5 s ago, by this process; what a transaction of this
// process has made untrue (Forget) is read anew at once. Each key, of a type of its own like those of a context, stands for
// one read and its type of answer, which is shared by all who get it and must not be changed.
func Remember[T any](ctx context.Context, tx *Tx, key any, read func(ctx context.Context, tx *Tx) (T, error)) (T, error) {
	s := tx.s
	if s.forgets(key) {
		return read(ctx, tx)
	}
	at := recollection{s.tenant, key}
	now := s.d.cfg.Clock.Now(0)
	if value, ok := s.d.memory.get(at, now); ok {
		return value.(T), nil
	}
	drops := s.d.memory.dropped()
	value, err := read(ctx, tx)
	if err == nil {
		if s.replica {
			now = now.Add(-oldest)
		}
		s.d.memory.put(at, remembered{value, now}, drops)
	}
	return value, err
}

// Forget says that this transaction changes what Remember has read under the key.
func (tx *Tx) Forget(key any) { tx.s.forgotten = append(tx.s.forgotten, key) }

func (s *session) forgets(key any) bool {
	for _, k := range s.forgotten {
		if k == key {
			return true
		}
	}
	return false
}

// forget is called when the transaction is over, whatever its outcome: that may be unknown.
func (s *session) forget() {
	for _, key := range s.forgotten {
		s.d.memory.drop(recollection{s.tenant, key})
	}
}

// recollection is what is remembered of which tenant.
type recollection struct {
	tenant int
	key    any
}

type remembered struct {
	value any
	read  time.Time
}

// memory of a process. What was begun to be read before something was forgotten is not put.
type memory struct {
	mu    sync.RWMutex
	known map[recollection]remembered
	drops uint64
}

func (m *memory) get(at recollection, now time.Time) (any, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	r, ok := m.known[at]
	age := now.Sub(r.read)
	return r.value, ok && age >= 0 && age < trust
}

func (m *memory) dropped() uint64 {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.drops
}

func (m *memory) put(at recollection, r remembered, drops uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.drops != drops {
		return
	}
	if m.known == nil || len(m.known) >= mostRemembered {
		m.known = map[recollection]remembered{}
	}
	m.known[at] = r
}

func (m *memory) drop(at recollection) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drops++
	delete(m.known, at)
}
