package limit_test

import (
	"errors"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/limit"
)

func TestACallerOpensSoManyStreamsAndAllTogetherSoMany(t *testing.T) {
	t.Parallel()
	s := limit.NewStreams(2, 3)
	open := func(address string) func() {
		t.Helper()
		closed, err := s.Open(at(address))
		if err != nil {
			t.Fatal(err)
		}
		return closed
	}
	refused := func(address string, want error) {
		t.Helper()
		if _, err := s.Open(at(address)); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
	first := open("192.0.2.1")
	open("192.0.2.1")
	refused("192.0.2.1", limit.ErrTooManyStreams)
	other := open("192.0.2.2")
	refused("192.0.2.3", limit.ErrOverloaded)
	first()
	first() // closing twice frees one place
	refused("192.0.2.1", nil)
	refused("192.0.2.2", limit.ErrOverloaded)
	other()
	if got := s.Load(); got != 2 {
		t.Errorf("%d are open, want 2", got)
	}
}
