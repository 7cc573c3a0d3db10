package limit

import (
	"sync"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ErrTooManyStreams refuses a stream to a caller who has as many open as one may.
var ErrTooManyStreams = fault.New(fault.Limited, "TOO_MANY_STREAMS",
	"同时打开的数据流过多，请先关闭其他的", "too many streams are open; close one first")

// Streams counts what is open of calls that last: those of each caller, and all of a process. A nil one counts nothing.
type Streams struct {
	each, all int

	mu   sync.Mutex
	open map[Subject]int
	sum  int
}

// NewStreams lets each caller open so many streams, and all callers together so many; 0 sets no limit.
func NewStreams(each, all int) *Streams {
	return &Streams{each: each, all: all, open: map[Subject]int{}}
}

// Open counts a stream of a caller, who calls closed at its end, once or more.
func (s *Streams) Open(who Subject) (closed func(), err error) {
	if s == nil {
		return func() {}, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.each > 0 && s.open[who] >= s.each:
		return nil, ErrTooManyStreams
	case s.all > 0 && s.sum >= s.all:
		return nil, ErrOverloaded
	}
	s.open[who]++
	s.sum++
	return sync.OnceFunc(func() { s.close(who) }), nil
}

func (s *Streams) close(who Subject) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sum--
	if s.open[who]--; s.open[who] == 0 {
		delete(s.open, who)
	}
}

// Load is how many streams are open.
func (s *Streams) Load() int {
	if s == nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sum
}
