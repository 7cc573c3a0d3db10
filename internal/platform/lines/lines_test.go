package lines_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/haolinju/haolinju/internal/platform/lines"
)

// place counts the calls that lines arrive by.
type place struct {
	strings.Builder
	calls int
}

func (p *place) Write(b []byte) (int, error) {
	p.calls++
	return p.Builder.Write(b)
}

func TestLinesAreWrittenTogetherAfterAMomentAndAnErrorAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out place
		w := lines.NewWriter(&out)
		log := slog.New(w.Handler(nil)).With("a", 1).WithGroup("g")
		log.Info("one")
		log.Info("two")
		if out.calls != 0 {
			t.Errorf("a line is written before its time: %s", &out)
		}
		time.Sleep(lines.Delay)
		synctest.Wait()
		if text := out.String(); out.calls != 1 || strings.Count(text, "\n") != 2 || !strings.Contains(text, `"msg":"two","a":1`) {
			t.Errorf("after %v, %d calls have written %q", lines.Delay, out.calls, text)
		}
		log.Info("three")
		log.Error("four", "b", 2)
		if text := out.String(); out.calls != 2 || !strings.Contains(text, "three") || !strings.Contains(text, `"msg":"four","a":1,"g":{"b":2}`) {
			t.Errorf("at an error, %d calls have written %q", out.calls, text)
		}
		log.Info("five")
		if err := w.Flush(); err != nil || !strings.Contains(out.String(), "five") {
			t.Errorf("at the end (%v): %q", err, &out)
		}
	})
}

func TestManyLinesDoNotWaitUntilTheyFillTheMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out place
		log := slog.New(lines.NewWriter(&out).Handler(nil))
		for i := range 10_000 {
			log.Info(fmt.Sprint(i))
		}
		if out.calls < 10 || out.calls > 100 {
			t.Errorf("10,000 lines came by %d calls", out.calls)
		}
	})
}
