// Package page pages through lists by key, never by offset: rows that come or go between two pages neither repeat nor
// hide others.
//
// A page token is sealed: it shows no id or time, cannot be altered, and opens only for the caller and the list
// request that it was made for. Another page size is allowed between pages, nothing else. The same position of the same
// list gives the same token, so both doors give equal answers.
package page

import (
	"time"

	"github.com/google/uuid"
)

// The sizes of a page in rows.
const (
	DefaultSize = 20
	MaxSize     = 100
)

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

// Cursor is the key of the last row of a page. The next page starts after it.
type Cursor struct {
	Time time.Time // create_time, in microseconds; zero in a list ordered by id alone
	ID   uuid.UUID
}

// IsZero holds for the first page.
func (c Cursor) IsZero() bool { return c.Time.IsZero() && c.ID == uuid.Nil }
