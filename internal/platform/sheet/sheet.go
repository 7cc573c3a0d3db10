// Package sheet reads the tables that offices send each other, row by row, whatever program wrote them: workbooks of Excel and WPS, and CSV
// in UTF-8 or in GB18030 with GBK and GB2312, which it contains. A table of any length takes the memory of a row, and of the texts that the
// cells of a workbook share.
package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

// ErrUnreadable is a file of another kind, or one that is broken, encrypted or beyond the limits.
var ErrUnreadable = errors.New("sheet: not a readable table")

// The limits of a table.
const (
	columns  = 256
	inflated = 256 << 20 // bytes of a workbook's part, inflated
	texts    = 32 << 20  // bytes of the texts that cells of a workbook share
)

// Row is one row with its number, from 1, as a spreadsheet shows it. Its cells are good until the next row.
type Row = xlsx.Row

// Sheet is one table.
type Sheet struct {
	// Workbook says that days and times stand as numbers of days; Since1904 from when they count.
	Workbook, Since1904 bool

	rows func() iter.Seq2[Row, error]
}

// Rows of the table, without those that hold nothing. They may be read more than once.
func (s *Sheet) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range s.rows() {
			if err != nil {
				err = fmt.Errorf("%w: %w", ErrUnreadable, err)
			}
			if err == nil && empty(row.Cells) {
				continue
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func empty(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}

// How files begin.
var (
	archive  = []byte("PK\x03\x04")
	compound = []byte("\xd0\xcf\x11\xe0") // of old programs, and of encrypted workbooks
	mark     = []byte("\xef\xbb\xbf")
)

// Open looks at a file.
func Open(file []byte) (*Sheet, error) {
	switch {
	case bytes.HasPrefix(file, archive):
		book, err := xlsx.Open(file, xlsx.Limits{Inflated: inflated, Texts: texts, Columns: columns})
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
		}
		return &Sheet{Workbook: true, Since1904: book.Since1904, rows: book.Rows}, nil
	case bytes.HasPrefix(file, compound), bytes.IndexByte(file, 0) >= 0:
		return nil, fmt.Errorf("%w: neither a workbook nor text", ErrUnreadable)
	}
	return &Sheet{rows: func() iter.Seq2[Row, error] { return lines(file) }}, nil
}

// lines of a CSV file. What is not UTF-8 is GB18030.
func lines(file []byte) iter.Seq2[Row, error] {
	var text io.Reader = bytes.NewReader(bytes.TrimPrefix(file, mark))
	if !utf8.Valid(file) {
		text = simplifiedchinese.GB18030.NewDecoder().Reader(text)
	}
	r := csv.NewReader(text)
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	r.Comma = separator(file)
	return func(yield func(Row, error) bool) {
		breaks := 0 // of lines within cells, so far
		for {
			cells, err := r.Read()
			if err == io.EOF {
				return
			}
			if err == nil && len(cells) > columns {
				err = fmt.Errorf("a line has %d cells", len(cells))
			}
			row := Row{Cells: cells}
			if err == nil {
				line, _ := r.FieldPos(0)
				row.Number = line - breaks
				for _, c := range cells {
					breaks += strings.Count(c, "\n")
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// separator of the cells: a tab where the beginning of the file has more tabs than commas.
func separator(file []byte) rune {
	head := file[:min(len(file), 4096)]
	if bytes.Count(head, []byte("\t")) > bytes.Count(head, []byte(",")) {
		return '\t'
	}
	return ','
}
