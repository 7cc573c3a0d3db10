// Package page pages through lists by key, never by offset: rows that come or go between two pages neither repeat nor
// hide others, whatever a list is ordered by.
//
// A List RPC declares its columns once (NewList), reads each request (Parse) and finds the page among the rows that the
// caller may see (Read).
//
// Where a caller sees rows for several reasons, as of his units or led by them, the list says each way (Way) and is read along
// an index for each (ReadAlong): one condition with an "or" in it would read the table.
//
// A page token is sealed: it shows no id or value, cannot be altered, is good for a day, and opens only for the caller and
// the list request that it was made for. Another page size is allowed between pages, nothing else. The same position of
// the same list gives the same token at the same moment, so both doors give equal answers.
package page

// The sizes of a page in rows.
const (
	DefaultSize = 20
	MaxSize     = 100
)

// MaxTotal is where counting ends: a greater list has a total of MaxTotal.
const MaxTotal = 10_000

// Size is the number of rows to give: 20 when none was asked for, at most 100.
func Size(requested int32) int {
	switch {
	case requested <= 0:
		return DefaultSize
	case requested > MaxSize:
		return MaxSize
	}
	return int(requested)
}
