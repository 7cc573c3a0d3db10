package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
)

// ErrUnreadable is a file that is no workbook, is broken or encrypted, or goes beyond the limits.
var ErrUnreadable = errors.New("xlsx: not a readable workbook")

// Limits of a workbook that is read. What a file holds is never believed to be smaller than what it inflates to.
type Limits struct {
	Inflated int64 // most bytes of any part, inflated
	Texts    int   // most bytes of the texts that cells share, which are kept in memory
	Columns  int
}

// Book is a workbook that is read row by row. Of a file of any length it keeps the shared texts and one row.
type Book struct {
	// Since1904 says that dates count from 1904, as some old programs had it, and not from 1900.
	Since1904 bool

	limits Limits
	parts  map[string]*zip.File
	sheet  string // name of the first
	texts  texts
}

// Row is one row with its number, from 1. Its cells begin with the first column; they are texts, and numbers in their decimal form, days
// and times among them. They are good until the next row.
type Row struct {
	Number int
	Cells  []string
}

// Open reads what a workbook says of itself, and the texts that its cells share.
func Open(file []byte, limits Limits) (*Book, error) {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	b := &Book{limits: limits, parts: map[string]*zip.File{}}
	for _, part := range archive.File {
		b.parts[strings.TrimPrefix(part.Name, "/")] = part
	}
	if err := b.contents(); err != nil {
		return nil, err
	}
	return b, nil
}

// contents finds the first sheet and reads the shared texts.
func (b *Book) contents() error {
	home, err := b.follow("", "/officeDocument")
	if err != nil {
		return err
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.decode(home, &book); err != nil {
		return err
	}
	b.Since1904 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	targets, err := b.relations(home)
	if err != nil {
		return err
	}
	if len(book.Sheets) == 0 {
		return fmt.Errorf("%w: no sheet", ErrUnreadable)
	}
	for _, t := range targets {
		switch {
		case t.ID == book.Sheets[0].ID:
			b.sheet = t.Target
		case strings.HasSuffix(t.Type, "/sharedStrings"):
			if err := b.readTexts(t.Target); err != nil {
				return err
			}
		}
	}
	if b.sheet == "" {
		return fmt.Errorf("%w: the first sheet is missing", ErrUnreadable)
	}
	return nil
}

// relation of a part to another.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// relations of a part, with the full names of their targets.
func (b *Book) relations(part string) ([]relation, error) {
	folder, file := path.Split(part)
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := b.decode(folder+"_rels/"+file+".rels", &list); err != nil {
		return nil, err
	}
	for i, r := range list.Relations {
		if target, absolute := strings.CutPrefix(r.Target, "/"); absolute {
			list.Relations[i].Target = target
		} else {
			list.Relations[i].Target = path.Join(folder, r.Target)
		}
	}
	return list.Relations, nil
}

// follow gives the target of the relation of a part whose type ends so.
func (b *Book) follow(part, kind string) (string, error) {
	targets, err := b.relations(part)
	if err != nil {
		return "", err
	}
	for _, t := range targets {
		if strings.HasSuffix(t.Type, kind) {
			return t.Target, nil
		}
	}
	return "", fmt.Errorf("%w: no %s", ErrUnreadable, kind)
}

// decode a small part.
func (b *Book) decode(name string, into any) error {
	in, err := b.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := in.Decode(into); err != nil { // of one piece, which bounds it
		return fmt.Errorf("%w: %s: %w", ErrUnreadable, name, err)
	}
	return nil
}

// Rows of the first sheet. It may be read more than once.
func (b *Book) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		in, err := b.open(b.sheet)
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer in.Close()
		s := &sheetReader{book: b, in: in}
		for {
			row, err := s.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Row{}, err)
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}
