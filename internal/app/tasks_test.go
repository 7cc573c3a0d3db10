package app_test

import (
	"context"
	"slices"
	"testing"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/jobs"
)

// run does what a task does in a period.
func (d *district) run(task string) error {
	d.t.Helper()
	return d.Tasks[slices.IndexFunc(d.Tasks, func(t jobs.Task) bool { return t.Name == task })].Run(d.t.Context())
}

func TestATaskThatFailsInOneDistrictIsDoneInTheOthers(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	told := func() (n int) {
		if err := d.Owner().QueryRow(t.Context(), "select count(*) from event_cursor where reader = 'notice' and tenant_id = $1 and position > 0", demo.Other).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if _, err := db.Write(access.AsSystem(t.Context(), demo.Other), d.DB, func(_ context.Context, tx *db.Tx) (any, error) {
		tx.Audit(db.Audit{Action: "platform.test.mark", Object: "tests"})
		tx.Emit(db.Event{Type: "haolinju.platform.test.marked.v1", Subject: "tests/1"})
		return nil, nil
	}); err != nil {
		t.Fatal(err)
	}
	d.Number(t.Context())
	if _, err := d.Owner().Exec(t.Context(), `update setting set value = '"spoiled"' where tenant_id = $1 and key = 'notice.templates'`, demo.Fangshan); err != nil {
		t.Fatal(err)
	}
	d.filed()
	d.Number(t.Context())
	if err := d.run("notice.follow_events"); err == nil || told() != 1 {
		t.Errorf("the other district's events were read: %d, %v", told(), err)
	}
}
