package xlsx_test

import (
	"bytes"
	"slices"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

func write(t *testing.T, sheets ...xlsx.Sheet) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := xlsx.Write(&file, sheets); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestAWorkbookIsReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	var wide []any
	for i := range 30 {
		wide = append(wide, i)
	}
	sheets := []xlsx.Sheet{{Name: `甲&"乙"`, Width: 20, Rows: [][]any{{"=1+1", "<b>", " 空格 "}, nil, {int32(7), 2.5, xlsx.Percent(0.9091), nil, "末"}}}, {Name: "宽", Rows: [][]any{wide}}}
	file := write(t, sheets...)
	book, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got := book.GetSheetList(); !slices.Equal(got, []string{`甲&"乙"`, "宽"}) {
		t.Errorf("%q", got)
	}
	rows, err := book.GetRows(`甲&"乙"`)
	want := [][]string{{"=1+1", "<b>", " 空格 "}, nil, {"7", "2.5", "90.91%", "", "末"}}
	if err != nil || !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("%q, %v; want %q", rows, err, want)
	}
	if formula, err := book.GetCellFormula(`甲&"乙"`, "A1"); formula != "" || err != nil {
		t.Errorf("a text has become the formula %q, %v", formula, err)
	}
	rows, err = book.GetRows("宽")
	if err != nil || len(rows) != 1 || len(rows[0]) != 30 || rows[0][29] != strconv.Itoa(29) {
		t.Errorf("%q, %v", rows, err)
	}
	if !bytes.Equal(file, write(t, sheets...)) {
		t.Error("the same tables make other bytes")
	}
}
