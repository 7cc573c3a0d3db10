package hotline_test

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// many is a workbook of so many orders of a series, written row by row, each with a thousand characters of its own. One in a hundred is
// bad, each in another way; wrong is what is to be said of them.
func many(t *testing.T, series string, rows int) (file []byte, wrong []string) {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	w, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	bad := []struct{ column, value, reason string }{{"来电时间", "不详", "DATE_UNREADABLE"}, {"二级分类", "外星人", "CATEGORY_NOT_FOUND"},
		{"工单编号", "", "CELL_MISSING"}, {"被反映区", "大兴区", "OTHER_DISTRICT"}}
	for i := range rows + 1 {
		row := head
		if i > 0 {
			edit := map[string]any{"主要内容": strings.Repeat(fmt.Sprintf("第%06d号", i), 125)}
			if i%100 == 0 {
				b := bad[i/100%len(bad)]
				edit[b.column] = b.value
				wrong = append(wrong, fmt.Sprintf("%d %s %s", i+1, b.column, b.reason))
			}
			row = one(fmt.Sprintf("%s-%06d", series, i), edit)
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), wrong
}

// peak is the most that lives in memory while something is done, in bytes.
func peak(do func()) (most uint64) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		do()
	}()
	look := time.NewTicker(250 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-done:
			return most
		case <-look.C:
		}
		runtime.GC()
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapAlloc)
	}
}

// It measures memory, so it runs alone.
//
// proves IN-42
func TestTenThousandOrdersAreTakenRowByRowAndTheSameFileChangesNothing(t *testing.T) {
	w := start(t)
	small, _ := many(t, "K", 1_000)
	large, wrong := many(t, "M", 10_000)
	few, all := w.uploaded(t, small), w.uploaded(t, large)
	small, large = nil, nil
	least := peak(func() { w.run(t, few, false) })
	// What autovacuum does within a minute; the orders below want the indexes of a table that has rows.
	if _, err := w.Owner().Exec(t.Context(), "analyze"); err != nil {
		t.Fatal(err)
	}
	most := peak(func() { w.run(t, all, false) })
	// The texts of the larger file are 27 MB more than those of the smaller one.
	if most > least+8<<20 {
		t.Errorf("a thousand orders take %d MiB, ten thousand %d MiB", least>>20, most>>20)
	}
	if in := w.import_(t, all); tally(in) != [4]int32{9_900, 0, 0, 100} || in.GetWarnings() != 0 || w.count(t, "issue") != 990+9_900 {
		t.Errorf("%v; %d issues", tally(in), w.count(t, "issue"))
	}
	if got := said(w.problems(t, all)); !slices.Equal(got, wrong) {
		t.Errorf("%q\nwant %q", got, wrong)
	}
	if again := w.run(t, all, false); tally(again) != [4]int32{0, 0, 9_900, 100} || w.count(t, "issue") != 990+9_900 || w.counted(t) != 990+9_900 {
		t.Errorf("again: %v; %d issues", tally(again), w.count(t, "issue"))
	}
	if got := said(w.problems(t, all)); !slices.Equal(got, wrong) {
		t.Errorf("again: %q", got)
	}
	if o := w.order(t, "M-009999"); w.issue(t, o).GetDescription() != strings.Repeat("第009999号", 125) || o.GetSource() != "12345" {
		t.Errorf("%v", o)
	}
}
