package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// sheetReader goes through a sheet.
type sheetReader struct {
	book *Book
	in   *part
	row  Row
}

// next row; io.EOF behind the last.
func (s *sheetReader) next() (Row, error) {
	for {
		token, err := s.in.next()
		if err != nil {
			return Row{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "row" {
				return s.readRow(t)
			}
		case xml.EndElement:
			if t.Name.Local == "sheetData" {
				return Row{}, io.EOF
			}
		}
	}
}

// mostRows is how far the numbers of rows go.
const mostRows = 1 << 20

// readRow reads a row. The number that the file gives it makes room for nothing.
func (s *sheetReader) readRow(start xml.StartElement) (Row, error) {
	s.row.Number++
	s.row.Cells = s.row.Cells[:0]
	if n, err := strconv.Atoi(attribute(start, "r")); err == nil && n > s.row.Number && n <= mostRows {
		s.row.Number = n
	}
	for {
		token, err := s.in.next()
		if err != nil {
			return Row{}, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "c" {
				continue
			}
			if err := s.readCell(t); err != nil {
				return Row{}, err
			}
		case xml.EndElement:
			if t.Name.Local == "row" {
				return s.row, nil
			}
		}
	}
}

// readCell puts a cell in its column.
func (s *sheetReader) readCell(start xml.StartElement) error {
	at := len(s.row.Cells)
	if ref := attribute(start, "r"); ref != "" {
		at = columnOf(ref)
	}
	if at < len(s.row.Cells) || at >= s.book.limits.Columns {
		return fmt.Errorf("%w: a cell stands in column %d", ErrUnreadable, at+1)
	}
	for len(s.row.Cells) < at {
		s.row.Cells = append(s.row.Cells, "")
	}
	kind := attribute(start, "t")
	content, err := s.in.text("c", cellText)
	if err != nil {
		return err
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(content)
		shared, ok := s.book.texts.at(n)
		if err != nil || !ok {
			return fmt.Errorf("%w: no shared text %q", ErrUnreadable, content)
		}
		content = shared
	case "", "n":
		content = decimal(content)
	}
	s.row.Cells = append(s.row.Cells, content)
	return nil
}

// decimal writes a number without an exponent; what is none stays.
func decimal(number string) string {
	if !strings.ContainsAny(number, "eE") {
		return number
	}
	value, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return number
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

// columnOf is the column of a reference such as AB12, counted from 0; -1 where there is none.
func columnOf(ref string) int {
	n := 0
	for _, r := range ref {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

// attribute of an element by its local name; empty where it has none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Which elements hold the text of a cell, and of a shared text: values and texts, but no formulas and no reading aids.
var (
	cellText   = map[string]bool{"v": true, "t": true}
	sharedText = map[string]bool{"t": true}
)

// text reads on to the end of an element and gives the text of those elements in it that count.
func (p *part) text(end string, counts map[string]bool) (string, error) {
	var text strings.Builder
	reading, aside := false, 0
	for {
		token, err := p.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				aside++
			}
			reading = counts[t.Name.Local] && aside == 0
		case xml.EndElement:
			switch t.Name.Local {
			case end:
				return text.String(), nil
			case "rPh":
				aside--
			}
			reading = false
		case xml.CharData:
			if reading {
				text.Write(t)
			}
			if text.Len() > longest {
				return "", fmt.Errorf("%w: a cell is longer than allowed", ErrUnreadable)
			}
		}
	}
}

// texts that cells share, one behind the other.
type texts struct {
	all  []byte
	ends []uint32
}

// at is the n-th text.
func (t texts) at(n int) (string, bool) {
	if n < 0 || n >= len(t.ends) {
		return "", false
	}
	from := uint32(0)
	if n > 0 {
		from = t.ends[n-1]
	}
	return string(t.all[from:t.ends[n]]), true
}

// readTexts reads the shared texts.
func (b *Book) readTexts(name string) error {
	in, err := b.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	for {
		token, err := in.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local != "si" {
				continue
			}
			text, err := in.text("si", sharedText)
			if err != nil {
				return err
			}
			b.texts.all = append(b.texts.all, text...)
			b.texts.ends = append(b.texts.ends, uint32(len(b.texts.all)))
			if len(b.texts.all)+4*len(b.texts.ends) > b.limits.Texts {
				return fmt.Errorf("%w: more shared text than allowed", ErrUnreadable)
			}
		case xml.EndElement:
			if t.Name.Local == "sst" {
				return nil
			}
		}
	}
}
