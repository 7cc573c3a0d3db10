package virus_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/virus"
	"github.com/haolinju/haolinju/internal/platform/virus/virustest"
)

// proves AP-29
func TestTheScannerTellsWhatIsInfected(t *testing.T) {
	t.Parallel()
	scanner := virustest.Start(t)
	big := bytes.Repeat([]byte("x"), 300<<10)
	for _, c := range []struct {
		content []byte
		want    bool
	}{{nil, false}, {[]byte("harmless"), false}, {big, false}, {append(big, "EICAR"...), true}} {
		if got, err := scanner.Infected(t.Context(), c.content); err != nil || got != c.want {
			t.Errorf("%d bytes: %v, %v, want %v", len(c.content), got, err, c.want)
		}
	}
}

func TestWithoutAVerdictNothingIsCalledClean(t *testing.T) {
	t.Parallel()
	for _, said := range []string{"INSTREAM size limit exceeded. ERROR\x00", "stream: ", "\x00", "OK", ""} {
		scanner := virustest.Start(t)
		scanner.Say(said)
		if got, err := scanner.Infected(t.Context(), []byte("x")); err == nil {
			t.Errorf("%q is taken for infected %v", said, got)
		}
	}
	if _, err := (virus.Clamd{Address: "127.0.0.1:1"}).Infected(t.Context(), nil); err == nil {
		t.Error("a scanner that is away is taken for a verdict")
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := virustest.Start(t).Infected(over, []byte("x")); err == nil {
		t.Error("a call that is over has a verdict")
	}
}
