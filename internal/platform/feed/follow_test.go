package feed_test

import (
	"context"
	"slices"
	"testing"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct {
	*testkit.Kit
	ctx context.Context
	t   *testing.T
}

func start(t *testing.T) world {
	t.Parallel()
	k := testkit.Start(t)
	return world{k, access.AsSystem(t.Context(), demo.Fangshan), t}
}

// emit writes and numbers events of some types.
func (w world) emit(types ...string) {
	w.t.Helper()
	_, err := db.Write(w.ctx, w.DB, func(ctx context.Context, tx *db.Tx) (int, error) {
		for _, each := range types {
			tx.Emit(db.Event{Type: each, Subject: "readings/1", Data: map[string]any{}})
		}
		tx.Audit(db.Audit{Action: "platform.test.mark", Object: "readings"})
		return 0, nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for {
		n, err := w.Number(w.ctx)
		if err != nil {
			w.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

// read follows for a reader and gives the types that it took, by the transactions that it took them in.
func (w world) read(r feed.Reader) (took [][]string) {
	w.t.Helper()
	err := feed.Follow(w.ctx, w.DB, r, func(_ context.Context, tx *db.Tx, events []feed.Event) error {
		var types []string
		for _, e := range events {
			types = append(types, e.Type)
		}
		took = append(took, types)
		tx.Audit(db.Audit{Action: "platform.test.take", Object: "readings"})
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return took
}

// count of a statement of the owner.
func (w world) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.ctx, sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

const written = "select count(*) from audit where action in ('platform.test.take', 'platform.event_cursor.move')"

var ofReadings = feed.Reader{Name: "test", Types: []string{"haolinju.test.reading"}, But: []string{"haolinju.test.reading.begun.v1"}}

func TestAReaderTakesTheTypesItNamesInTheirOrderAndEachEventOnce(t *testing.T) {
	w := start(t)
	w.emit("haolinju.test.reading.begun.v1", "haolinju.test.reading.noted.v1", "haolinju.test.readings.noted.v1", "haolinju.other.reading.noted.v1", "haolinju.test.reading.ended.v1")
	if got := w.read(ofReadings); len(got) != 1 || !slices.Equal(got[0], []string{"haolinju.test.reading.noted.v1", "haolinju.test.reading.ended.v1"}) {
		t.Fatalf("took %v", got)
	}
	w.emit("haolinju.test.reading.noted.v1")
	if got := w.read(ofReadings); len(got) != 1 || !slices.Equal(got[0], []string{"haolinju.test.reading.noted.v1"}) {
		t.Fatalf("took %v", got)
	}
	all := slices.Concat(w.read(feed.Reader{Name: "another"})...)
	if last := all[len(all)-6:]; !slices.Equal(last, []string{"haolinju.test.reading.begun.v1", "haolinju.test.reading.noted.v1", "haolinju.test.readings.noted.v1",
		"haolinju.other.reading.noted.v1", "haolinju.test.reading.ended.v1", "haolinju.test.reading.noted.v1"}) {
		t.Errorf("who takes all took %v last", last)
	}
}

func TestWhatAReaderDoesNotTakeCostsNoWriteButOnePastEachThousandOfThem(t *testing.T) {
	w := start(t)
	w.read(ofReadings) // past what founded the district
	before := w.count(written)
	others := slices.Repeat([]string{"haolinju.other.reading.noted.v1"}, 500)
	w.emit(others...)
	if got := w.read(ofReadings); got != nil || w.count(written) != before {
		t.Fatalf("took %v, with %d writes more", got, w.count(written)-before)
	}
	w.emit(others...)
	if got := w.read(ofReadings); got != nil || w.count(written) != before+1 {
		t.Fatalf("took %v of a thousand, with %d writes more", got, w.count(written)-before)
	}
	w.emit(append(others, "haolinju.test.reading.noted.v1")...)
	if got := w.read(ofReadings); len(got) != 1 || len(got[0]) != 1 {
		t.Errorf("took %v behind the others", got)
	}
	if n := w.count(written) - before; n != 2 {
		t.Errorf("%d writes, want one past a thousand and one that takes", n)
	}
	if head := w.count("select position from stream_head where tenant_id = $1 and stream = 'event'", demo.Fangshan); w.count(
		"select position from event_cursor where tenant_id = $1 and reader = 'test'", demo.Fangshan) != head {
		t.Error("the reader is not at the end")
	}
}

func TestMoreThanATransactionReadsAreTakenInSeveralInOrder(t *testing.T) {
	w := start(t)
	w.emit(slices.Concat(slices.Repeat([]string{"haolinju.test.reading.noted.v1"}, 240), []string{"haolinju.test.reading.ended.v1"})...)
	var sizes []int
	var last string
	for _, types := range w.read(ofReadings) {
		sizes, last = append(sizes, len(types)), types[len(types)-1]
	}
	if !slices.Equal(sizes, []int{100, 100, 41}) || last != "haolinju.test.reading.ended.v1" {
		t.Errorf("took %v, the last %s", sizes, last)
	}
}
