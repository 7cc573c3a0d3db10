package migrate_test

import (
	"context"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAMonthWhoseRowsLieInTheDefaultPartitionHindersNoOther(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	months := func(ahead int) (made int) {
		if err := k.Owner().QueryRow(t.Context(), "select partitions_ahead($1, $2)", testkit.Epoch, ahead).Scan(&made); err != nil {
			t.Fatal(err)
		}
		return made
	}
	months(3)
	k.Clock.Advance(5 * 31 * 24 * time.Hour) // as that of a district made for tests may be
	if _, err := db.Write(access.AsSystem(t.Context(), demo.Fangshan), k.DB, func(_ context.Context, tx *db.Tx) (any, error) {
		tx.Audit(db.Audit{Action: "platform.test.mark", Object: "far"})
		return nil, nil
	}); err != nil {
		t.Fatal(err)
	}
	if made := months(6); made != 5 {
		t.Errorf("made %d months of two tables, want all three of events and two of the audit", made)
	}
}
