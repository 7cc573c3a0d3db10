// Package xlsx writes tables as an Office Open XML workbook (ECMA-376), which Excel and WPS open, and reads such a workbook row by row. Of
// the same tables it makes the same bytes.
//
// The usual library looks methods up by name, and a binary with it keeps every exported method (decision 0037). It reads our files
// and makes those that we read in the tests.
package xlsx

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
)

// MediaType of a workbook.
const MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Percent is a number that is shown in percent, with two decimals.
type Percent float64

// Sheet is one table: its name, the width of its first column in characters, and its rows. A cell is a string, a number, a Percent, or
// nil for nothing.
type Sheet struct {
	Name  string
	Width int
	Rows  [][]any
}

const (
	prolog  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	office  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	tables  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	parts   = "http://schemas.openxmlformats.org/package/2006"
	content = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// styles are the two ways to show a cell: 0 as it is, 1 in percent, which is the format 10 of the standard.
const styles = `<styleSheet xmlns="` + tables + `"><fonts count="1"><font/></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
	`<cellXfs count="2"><xf/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>`

// Write a workbook with some sheets, row by row.
func Write(to io.Writer, sheets []Sheet) error {
	book := zip.NewWriter(to)
	write := func(part string, body func(*writer)) error {
		file, err := book.Create(part)
		if err != nil {
			return err
		}
		w := &writer{bufio.NewWriter(file)}
		w.text(prolog)
		body(w)
		return w.Flush()
	}
	if err := write("[Content_Types].xml", func(w *writer) {
		w.text(`<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`, parts)
		w.text(`<Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="%[1]sstyles+xml"/>`, content)
		for i := range sheets {
			w.text(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, i+1, content)
		}
		w.text(`</Types>`)
	}); err != nil {
		return err
	}
	if err := write("_rels/.rels", func(w *writer) {
		w.text(`<Relationships xmlns="%s/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>`, parts, office)
	}); err != nil {
		return err
	}
	if err := write("xl/workbook.xml", func(w *writer) {
		w.text(`<workbook xmlns="%s" xmlns:r="%s"><sheets>`, tables, office)
		for i, s := range sheets {
			w.text(`<sheet name="`)
			w.escaped(s.Name)
			w.text(`" sheetId="%d" r:id="rId%[1]d"/>`, i+1)
		}
		w.text(`</sheets></workbook>`)
	}); err != nil {
		return err
	}
	if err := write("xl/_rels/workbook.xml.rels", func(w *writer) {
		w.text(`<Relationships xmlns="%s/relationships">`, parts)
		for i := range sheets {
			w.text(`<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, office)
		}
		w.text(`<Relationship Id="rId%d" Type="%s/styles" Target="styles.xml"/></Relationships>`, len(sheets)+1, office)
	}); err != nil {
		return err
	}
	if err := write("xl/styles.xml", func(w *writer) { w.text(styles) }); err != nil {
		return err
	}
	for i, s := range sheets {
		if err := write(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), s.write); err != nil {
			return err
		}
	}
	return book.Close()
}

// write the rows of a sheet.
func (s Sheet) write(w *writer) {
	w.text(`<worksheet xmlns="%s">`, tables)
	if s.Width > 0 {
		w.text(`<cols><col min="1" max="1" width="%d" customWidth="1"/></cols>`, s.Width)
	}
	w.text(`<sheetData>`)
	for i, row := range s.Rows {
		w.text(`<row r="%d">`, i+1)
		for c, cell := range row {
			w.cell(column(c)+strconv.Itoa(i+1), cell)
		}
		w.text(`</row>`)
	}
	w.text(`</sheetData></worksheet>`)
}

// column is the name of a column, counted from 0: A to Z, AA and on.
func column(n int) (name string) {
	for ; n >= 0; n = n/26 - 1 {
		name = string(rune('A'+n%26)) + name
	}
	return name
}

// writer keeps its first failure until it is flushed.
type writer struct{ *bufio.Writer }

func (w *writer) text(format string, args ...any) { fmt.Fprintf(w, format, args...) }

func (w *writer) escaped(text string) { xml.EscapeText(w, []byte(text)) }

// cell writes one cell. A text is never read as a formula.
func (w *writer) cell(at string, value any) {
	switch v := value.(type) {
	case nil:
	case string:
		w.text(`<c r="%s" t="inlineStr"><is><t xml:space="preserve">`, at)
		w.escaped(v)
		w.text(`</t></is></c>`)
	case Percent:
		w.text(`<c r="%s" s="1"><v>%v</v></c>`, at, float64(v))
	default:
		w.text(`<c r="%s"><v>%v</v></c>`, at, v)
	}
}
