package timing

import (
	"testing"
	"time"

	"github.com/haolinju/haolinju/ent"
)

func TestTheDueTimeItselfIsLate(t *testing.T) {
	t.Parallel()
	due := time.Date(2026, 11, 23, 2, 30, 0, 0, time.UTC)
	c := &ent.Clock{DueTime: &due}
	if late(c, due.Add(-time.Microsecond)) || !late(c, due) || late(&ent.Clock{}, due) {
		t.Error("a limit is used up at its due time, not before, and never while it has none")
	}
}
