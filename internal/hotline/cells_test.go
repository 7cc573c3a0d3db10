package hotline

import (
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/sheet"
)

func TestDaysAndTimesAreReadAsPeopleAndProgramsWriteThem(t *testing.T) {
	t.Parallel()
	at := func(day, hour, minute, second int) time.Time {
		return time.Date(2025, 5, day, hour, minute, second, 0, clock.Zone)
	}
	text, book, old := days{}, days{workbook: true}, days{workbook: true, since1904: true}
	for _, c := range []struct {
		days days
		cell string
		want time.Time // zero: not readable
	}{
		{text, "2025-05-01 08:00", at(1, 8, 0, 0)}, {text, "2025-5-1 8:00:07", at(1, 8, 0, 7)}, {text, "2025/05/01", at(1, 0, 0, 0)},
		{text, "2025.5.1", at(1, 0, 0, 0)}, {text, "20250501", at(1, 0, 0, 0)}, {book, "20250501", at(1, 0, 0, 0)},
		{text, "2025年5月1日", at(1, 0, 0, 0)}, {text, "2025年5月1日下午3时20分", at(1, 15, 20, 0)}, {text, "2025年5月1日15点", at(1, 15, 0, 0)},
		{text, "2025年5月1日 上午9:05", at(1, 9, 5, 0)}, {text, "2025年5月1日凌晨12时30分", at(1, 0, 30, 0)}, {text, "2025年5月1日中午12时", at(1, 12, 0, 0)},
		{text, "2025年5月1日中午1时", at(1, 13, 0, 0)}, {text, "2025年5月1日晚上8时20分05秒", at(1, 20, 20, 5)}, {text, "２０２５－０５－０１　０８：００", at(1, 8, 0, 0)},
		{text, "2025-05-01T00:00:00Z", at(1, 8, 0, 0)}, {text, "2025-05-01T08:00:00.000", at(1, 8, 0, 0)},
		{book, "45778", at(1, 0, 0, 0)}, {book, "45778.638888889", at(1, 15, 20, 0)}, {old, "44316.5", at(1, 12, 0, 0)},
		{text, "45778", time.Time{}}, {book, "7", time.Time{}}, {book, "13812341234", time.Time{}}, {text, "2025-02-29", time.Time{}},
		{text, "2025-13-01", time.Time{}}, {text, "2025-05-01 25:00", time.Time{}}, {text, "5月1日", time.Time{}}, {text, "", time.Time{}},
	} {
		got, ok := c.days.read(c.cell)
		if ok == c.want.IsZero() || ok && !got.Equal(c.want) {
			t.Errorf("%q is %v, %v; want %v", c.cell, got.In(clock.Zone), ok, c.want)
		}
	}
}

func TestATelephoneIsKnownWithoutItsOrnaments(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{"138 1234 1234": "13812341234", "138-1234-1234": "13812341234", "+8613812341234": "13812341234",
		"１３８１２３４１２３４": "13812341234", "010-81312345": "010-81312345", "wx_zhang": "", "1381234123": ""} {
		if got, ok := phoneOf(given); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %q, %v", given, got, ok)
		}
	}
}

// proves IN-42
func TestHeadersAreKnownByTheirAliasesAndTheFirstOfThemIsTheField(t *testing.T) {
	t.Parallel()
	known := Headers{externalNo: {"工单编号", "工单号"}, content: {"主要内容"}, received: {"来电时间", "创建时间"}}.known()
	l := understood(sheet.Row{Number: 3, Cells: []string{"创建时间", " 工单号：*", "主要\n内容", "来电时间", "备注", "备注"}}, known)
	if !l.complete() || l.row != 3 || l.columns[received] != 3 || l.fields[0] != "" || l.columns[externalNo] != 1 || l.columns[content] != 2 {
		t.Fatalf("%+v", l)
	}
	o, problems := l.read(sheet.Row{Number: 4, Cells: []string{"2026-11-02", "X-1", "漏水", "2026-11-01", "甲", "乙", "丙"}}, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	want := map[string]string{"创建时间": "2026-11-02", "备注": "甲", "备注 F": "乙", "G": "丙"}
	if len(problems) != 1 || problems[0].fault != ErrCellMissing || len(o.Told.Extra) != len(want) { // no place
		t.Errorf("%v %v", o, problems)
	}
	for header, cell := range want {
		if o.Told.Extra[header] != cell {
			t.Errorf("%s is %q", header, o.Told.Extra[header])
		}
	}
	for _, wrong := range []Headers{{"number": {"编号"}}, {content: {""}}, {content: {"内容"}, title: {" 内容*"}}} {
		if wrong.Check() == nil {
			t.Errorf("%v is taken", wrong)
		}
	}
}
