package hotline

import (
	"iter"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/haolinju/haolinju/internal/platform/sheet"
)

// The fields of an order that columns are taken for.
const (
	externalNo   = "external_no"
	kind         = "kind"
	nature       = "nature"
	category     = "category"
	category1    = "category_1"
	category2    = "category_2"
	category3    = "category_3"
	category4    = "category_4"
	tags         = "tags"
	title        = "title"
	content      = "content"
	status       = "source_status"
	caller       = "caller"
	contact      = "contact"
	district     = "district"
	subDistrict  = "sub_district"
	community    = "community"
	address      = "address"
	respondent   = "respondent"
	leadUnit     = "lead_unit"
	subUnit      = "sub_unit"
	method       = "handling_method"
	received     = "received_time"
	closed       = "closed_time"
	result       = "result"
	reply        = "reply"
	valid        = "callback_valid"
	contacted    = "callback_contacted"
	solved       = "callback_solved"
	satisfaction = "callback_satisfaction"
)

var fields = []string{externalNo, kind, nature, category, category1, category2, category3, category4, tags, title, content, status, caller,
	contact, district, subDistrict, community, address, respondent, leadUnit, subUnit, method, received, closed, result, reply, valid,
	contacted, solved, satisfaction}

// needed are the fields without which a row is no header.
var needed = []string{externalNo, content, received}

// headerRows is in how many of the first rows of a file the headers may stand: notes stand above them.
const headerRows = 20

// layout is how the columns of a file are understood.
type layout struct {
	row     int // of the headers
	headers []string
	fields  []string       // of each column; empty where it is kept beside
	columns map[string]int // by field
	days    days
}

// days say how a number stands for a day.
type days struct{ workbook, since1904 bool }

// layoutOf finds the headers among the first rows.
func layoutOf(s *sheet.Sheet, known map[string]alias) (layout, error) {
	rows, stop := iter.Pull2(s.Rows())
	defer stop()
	for {
		row, err, more := rows()
		switch {
		case err != nil:
			return layout{}, ErrFileUnreadable.Because(err)
		case !more || row.Number > headerRows:
			return layout{}, ErrHeaderMissing
		}
		l := understood(row, known)
		if l.complete() {
			l.days = days{s.Workbook, s.Since1904}
			return l, nil
		}
	}
}

// understood takes a row for that of the headers.
func understood(row sheet.Row, known map[string]alias) layout {
	l := layout{row: row.Number, fields: make([]string, len(row.Cells)), columns: map[string]int{}}
	ranks := map[string]int{}
	for i, cell := range row.Cells {
		l.headers = append(l.headers, cut(strings.TrimSpace(cell), most))
		a, ok := known[plain(cell)]
		if !ok {
			continue
		}
		if at, twice := l.columns[a.field]; twice {
			if ranks[a.field] <= a.rank {
				continue
			}
			l.fields[at] = ""
		}
		l.fields[i], l.columns[a.field], ranks[a.field] = a.field, i, a.rank
	}
	return l
}

func (l layout) complete() bool {
	for _, field := range needed {
		if _, ok := l.columns[field]; !ok {
			return false
		}
	}
	return true
}

// plain is a word without width, space and the marks that forms put to it.
func plain(word string) string {
	return strings.Trim(strings.Join(strings.Fields(norm.NFKC.String(word)), ""), "*:")
}

// cut is a text of at most so many characters.
func cut(text string, most int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}
