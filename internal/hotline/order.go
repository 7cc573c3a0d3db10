package hotline

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/sheet"
)

// order is what a row says.
type order struct {
	No    string
	Filed filed
	Told  told
}

// filed is what an issue is filed with.
type filed struct {
	Kind        string
	Category    []string // from the root on
	Title       string
	Content     string
	Caller      string
	Contact     string
	District    string
	SubDistrict string
	Community   string
	Address     string
	Received    time.Time
}

// told is what the hotline says of its own handling, and all that no field takes.
type told struct {
	Status, Nature, Method, LeadUnit, SubUnit, Respondent, Result, Reply string
	Tags                                                                 []string
	Closed                                                               *time.Time
	Valid, Contacted, Solved                                             *bool
	Satisfaction                                                         *string
	Extra                                                                map[string]string
}

// digests are by which an order is known to say the same again.
type digests struct{ filed, row []byte }

func (o order) digests(key []byte) (d digests, err error) {
	of := func(value any) ([]byte, error) {
		text, err := json.Marshal(value)
		mac := hmac.New(sha256.New, key)
		mac.Write(text)
		return mac.Sum(nil), err
	}
	if d.filed, err = of(o.Filed); err != nil {
		return d, err
	}
	d.row, err = of(o)
	return d, err
}

// problem is what is wrong with a cell.
type problem struct {
	column string // its header; empty for the row as a whole
	fault  *fault.Fault
	error  bool // the row is not taken
}

// wrong says whether one of some problems keeps a row from being taken.
func wrong(problems []problem) bool {
	return slices.ContainsFunc(problems, func(p problem) bool { return p.error })
}

// The most characters of a cell: of words, and of what people wrote.
const (
	most     = 200
	mostText = 4000
	mostCell = 32_767 // as in a workbook
	mostName = 50
	mostHead = 100
	mostTags = 50
	headOf   = 30 // characters of the content that stand for a title
)

// reading is a row that is being read.
type reading struct {
	layout
	cells    []string
	extra    map[string]string
	problems []problem
}

// read gives the order of a row, and what is wrong with it. It asks nothing but the row and the time.
func (l layout) read(row sheet.Row, now time.Time) (order, []problem) {
	r := &reading{layout: l, cells: row.Cells, extra: map[string]string{}}
	for i, cell := range row.Cells {
		if utf8.RuneCountInString(cell) > mostCell {
			r.problems = append(r.problems, problem{r.place(i), ErrCellTooLong, true})
		} else if i >= len(l.fields) || l.fields[i] == "" {
			r.keep(i)
		}
	}
	o := order{No: r.text(externalNo, 100), Filed: r.filed(now), Told: r.told()}
	r.need(externalNo, o.No)
	if o.Told.Extra = r.extra; len(r.extra) == 0 {
		o.Told.Extra = nil
	}
	return o, r.problems
}

func (r *reading) filed(now time.Time) filed {
	f := filed{Kind: r.text(kind, most), Content: r.text(content, mostText), Caller: r.text(caller, mostName), District: r.text(district, most),
		SubDistrict: r.text(subDistrict, most), Community: r.text(community, most), Address: r.text(address, most)}
	r.need(content, f.Content)
	for _, level := range []string{category1, category2, category3, category4, category} {
		if word := r.text(level, most); word != "" && (level != category || len(f.Category) == 0) {
			f.Category = append(f.Category, strings.FieldsFunc(word, func(c rune) bool { return c == '/' || c == '>' })...)
		} else if word != "" {
			r.keep(r.columns[level])
		}
	}
	switch f.Title = r.cell(title); {
	case f.Title == "":
		f.Title = cut(strings.Join(strings.Fields(f.Content), " "), headOf)
	case utf8.RuneCountInString(f.Title) > mostHead:
		f.Title = cut(f.Title, mostHead)
		r.doubt(title, ErrTitleCut)
	}
	if f.Address == "" {
		f.Address = cut(f.SubDistrict+f.Community, most)
	}
	if f.Address == "" {
		r.wrong(address, ErrCellMissing)
	}
	if given := r.cell(contact); given != "" {
		phone, ok := phoneOf(given)
		if f.Contact = phone; !ok {
			f.Contact = ""
			r.doubt(contact, ErrNoTelephone)
		}
	}
	if given := r.cell(received); r.need(received, given) {
		at, ok := r.days.read(given)
		switch f.Received = at; {
		case !ok:
			r.wrong(received, ErrDateUnreadable)
		case at.After(now):
			r.wrong(received, ErrDateInFuture)
		}
	}
	return f
}

func (r *reading) told() told {
	t := told{Status: r.text(status, most), Nature: r.text(nature, most), Method: r.text(method, most), LeadUnit: r.text(leadUnit, most),
		SubUnit: r.text(subUnit, most), Respondent: r.text(respondent, most), Result: r.text(result, mostText), Reply: r.text(reply, mostText),
		Valid: r.answer(valid), Contacted: r.answer(contacted), Solved: r.answer(solved)}
	if t.Tags = tagsOf(r.text(tags, mostText)); len(t.Tags) > mostTags || slices.ContainsFunc(t.Tags, func(tag string) bool { return utf8.RuneCountInString(tag) > most }) {
		t.Tags = nil
		r.doubt(tags, ErrWordUnknown)
	}
	if given := r.cell(closed); given != "" {
		if at, ok := r.days.read(given); ok {
			t.Closed = &at
		} else {
			r.doubt(closed, ErrDateUnreadable)
		}
	}
	if given := plain(r.cell(satisfaction)); given != "" {
		if word, ok := satisfactions[given]; ok {
			t.Satisfaction = &word
		} else {
			r.doubt(satisfaction, ErrWordUnknown)
		}
	}
	return t
}

// cell of a field; empty where the file has no such column.
func (r *reading) cell(field string) string {
	if at, ok := r.columns[field]; ok && at < len(r.cells) {
		return strings.TrimSpace(r.cells[at])
	}
	return ""
}

// text of a field, of at most so many characters.
func (r *reading) text(field string, most int) string {
	text := r.cell(field)
	if utf8.RuneCountInString(text) > most {
		r.wrong(field, ErrCellTooLong)
		return ""
	}
	return text
}

func (r *reading) answer(field string) *bool {
	given := strings.ToUpper(plain(r.cell(field)))
	if given == "" {
		return nil
	}
	yes, ok := answers[given]
	if !ok {
		r.doubt(field, ErrWordUnknown)
		return nil
	}
	return &yes
}

// need says whether something is there, and that it must be.
func (r *reading) need(field, text string) bool {
	if text == "" && r.cell(field) == "" {
		r.wrong(field, ErrCellMissing)
		return false
	}
	return true
}

// wrong keeps the row from being taken.
func (r *reading) wrong(field string, f *fault.Fault) {
	r.problems = append(r.problems, problem{r.header(field), f, true})
}

// doubt keeps the cell as it stands, beside the fields.
func (r *reading) doubt(field string, f *fault.Fault) {
	r.problems = append(r.problems, problem{r.header(field), f, false})
	r.keep(r.columns[field])
}

// header of a field; the field itself where the file has no such column.
func (r *reading) header(field string) string {
	if at, ok := r.columns[field]; ok {
		return r.headers[at]
	}
	return field
}

// place is the header of a column, and how a spreadsheet calls it where it has none.
func (r *reading) place(at int) string {
	if at < len(r.headers) && r.headers[at] != "" {
		return r.headers[at]
	}
	return columnName(at)
}

// keep a cell under its header. Two columns of one header are told apart by how a spreadsheet calls them.
func (r *reading) keep(at int) {
	if r.cells[at] == "" {
		return
	}
	header := r.place(at)
	if _, taken := r.extra[header]; taken {
		header += " " + columnName(at)
	}
	r.extra[header] = r.cells[at]
}

// columnName is how a spreadsheet calls a column: A to Z, AA and on.
func columnName(at int) (name string) {
	for ; at >= 0; at = at/26 - 1 {
		name = string(rune('A'+at%26)) + name
	}
	return name
}
