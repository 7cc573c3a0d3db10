package xlsx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

var limits = xlsx.Limits{Inflated: 64 << 20, Texts: 1 << 20, Columns: 100}

// read gives the rows of a file by their numbers.
func read(file []byte, limits xlsx.Limits) (map[int][]string, error) {
	book, err := xlsx.Open(file, limits)
	if err != nil {
		return nil, err
	}
	rows := map[int][]string{}
	for row, err := range book.Rows() {
		if err != nil {
			return rows, err
		}
		rows[row.Number] = slices.Clone(row.Cells)
	}
	return rows, nil
}

func TestAWorkbookOfAnotherProgramIsReadByRowAndColumn(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	defer book.Close()
	for cell, value := range map[string]any{"A1": "<甲>&\"乙\"", "C1": 13812341234, "D1": 1.5, "E1": true, "A3": "同样", "B3": "同样", "AB3": "远", "A4": 2e20,
		"C4": time.Date(2025, 5, 1, 15, 20, 0, 0, time.UTC)} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(book.SetCellRichText("Sheet1", "B1", []excelize.RichTextRun{{Text: "粗", Font: &excelize.Font{Bold: true}}, {Text: "细"}}),
		book.SetCellFormula("Sheet1", "B4", "1+1")); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	rows, err := read(file.Bytes(), limits)
	far := make([]string, 28)
	far[0], far[1], far[27] = "同样", "同样", "远"
	want := map[int][]string{1: {"<甲>&\"乙\"", "粗细", "13812341234", "1.5", "1"}, 3: far, 4: {"200000000000000000000", "", "45778.63888888889"}}
	if err != nil || len(rows) != len(want) {
		t.Fatalf("%v, %v", rows, err)
	}
	for number, cells := range want {
		if !slices.Equal(rows[number], cells) {
			t.Errorf("row %d is %q, want %q", number, rows[number], cells)
		}
	}
}

func TestWhatWeWriteWeRead(t *testing.T) {
	t.Parallel()
	rows, err := read(write(t, xlsx.Sheet{Name: "甲", Rows: [][]any{{"=1+1", " 空格 ", nil, int32(7)}, nil, {xlsx.Percent(0.5)}}}), limits)
	if err != nil || !slices.Equal(rows[1], []string{"=1+1", " 空格 ", "", "7"}) || len(rows[2]) != 0 || !slices.Equal(rows[3], []string{"0.5"}) {
		t.Errorf("%v, %v", rows, err)
	}
}

// packed is a workbook with a sheet of the test's own.
func packed(t testing.TB, sheet io.Reader) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	relations := func(kind, target string) string {
		return `<Relationships><Relationship Id="rId1" Type="` + office + `/` + kind + `" Target="` + target + `"/></Relationships>`
	}
	var file bytes.Buffer
	book := zip.NewWriter(&file)
	for name, part := range map[string]io.Reader{"_rels/.rels": strings.NewReader(relations("officeDocument", "xl/workbook.xml")),
		"xl/_rels/workbook.xml.rels": strings.NewReader(relations("worksheet", "/xl/worksheets/sheet1.xml")),
		"xl/workbook.xml":            strings.NewReader(`<workbook xmlns:r="` + office + `"><workbookPr date1904="1"/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>`),
		"xl/worksheets/sheet1.xml":   sheet} {
		w, err := book.Create(name)
		if err == nil {
			_, err = io.Copy(w, part)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestAWorkbookThatCountsFrom1904SaysSo(t *testing.T) {
	t.Parallel()
	book, err := xlsx.Open(packed(t, strings.NewReader("<worksheet><sheetData/></worksheet>")), limits)
	if err != nil || !book.Since1904 {
		t.Errorf("%v, %v", book, err)
	}
}

func TestAHostileWorkbookIsRefusedAndTakesNoRoom(t *testing.T) {
	bomb := io.LimitReader(zeros{}, 512<<20)
	for what, file := range map[string][]byte{
		"no archive":        []byte("PK\x03\x04 and no more"),
		"an empty archive":  []byte("PK\x05\x06" + strings.Repeat("\x00", 18)),
		"a bomb":            packed(t, io.MultiReader(strings.NewReader("<worksheet><sheetData>"), bomb)),
		"a bomb in a cell":  packed(t, io.MultiReader(strings.NewReader(`<worksheet><sheetData><row><c t="inlineStr"><is><t>`), io.LimitReader(zeros{}, 8<<20))),
		"many runs":         packed(t, strings.NewReader(`<worksheet><sheetData><row><c t="inlineStr"><is>`+strings.Repeat("<t>"+strings.Repeat("长", 1000)+"</t>", 1000))),
		"a far column":      packed(t, strings.NewReader(`<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>`)),
		"a column twice":    packed(t, strings.NewReader(`<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row></sheetData></worksheet>`)),
		"no column":         packed(t, strings.NewReader(`<worksheet><sheetData><row r="1"><c r="1"><v>1</v></c></row></sheetData></worksheet>`)),
		"no such text":      packed(t, strings.NewReader(`<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>`)),
		"half a sheet":      packed(t, strings.NewReader(`<worksheet><sheetData><row><c><v>7</v></c></row>`)),
		"another alphabet":  packed(t, strings.NewReader("<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet/>")),
		"an entity of ours": packed(t, strings.NewReader(`<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>`)),
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		_, err := read(file, limits)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, xlsx.ErrUnreadable) {
			t.Errorf("%s: %v", what, err)
		}
		if held := after.HeapSys - min(before.HeapSys, after.HeapSys); held > 64<<20 {
			t.Errorf("%s takes %d MiB", what, held>>20)
		}
	}
	high, err := read(packed(t, strings.NewReader(`<worksheet><sheetData><row r="1048576"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row></sheetData></worksheet>`)), limits)
	if err != nil || len(high) != 2 || high[1048577][0] != "2" {
		t.Errorf("numbers of rows that jump: %v, %v", high, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestSharedTextBeyondItsLimitIsRefused(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	defer book.Close()
	for i := range 200 {
		if err := book.SetCellValue("Sheet1", fmt.Sprintf("A%d", i+1), fmt.Sprintf("%04d%s", i, strings.Repeat("长", 2000))); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	if _, err := read(file.Bytes(), limits); !errors.Is(err, xlsx.ErrUnreadable) {
		t.Errorf("%v", err)
	}
	if rows, err := read(file.Bytes(), xlsx.Limits{Inflated: 64 << 20, Texts: 2 << 20, Columns: 10}); err != nil || len(rows) != 200 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func FuzzASheetIsReadOrRefused(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="n"><v>1E3</v></c><c r="C1" t="str"><f>A1</f><v>x</v></c></row></sheetData></worksheet>`)
	f.Add(`<row r="-1"><c r="ZZZZZZZZZZZZZZ1"/><c t="s"><v>-1</v></c></row>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		rows, err := read(packed(t, strings.NewReader(sheet)), limits)
		if err != nil && !errors.Is(err, xlsx.ErrUnreadable) {
			t.Error(err)
		}
		for number, cells := range rows {
			if number < 1 || len(cells) > limits.Columns {
				t.Errorf("row %d has %d cells", number, len(cells))
			}
		}
	})
}
