package closing

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/alike"
)

// replied are the states in which a reply stands.
var replied = []string{"REPLIED", "IN_REVIEW", "CALLBACK", "CLOSED"}

// closing is what of an issue may be suspicious.
type closing struct {
	ID        uuid.UUID
	State     string
	Street    *uuid.UUID
	Unit      *uuid.UUID
	Reply     string
	Time      *time.Time // of the reply
	Contacted *bool      // as the resident said in a valid callback; nil for no answer
	Signed    *time.Time
}

// stands says whether the reply of a unit stands.
func (c closing) stands() bool {
	return slices.Contains(replied, c.State) && c.Time != nil && c.Unit != nil && c.Street != nil
}

// limits are those of the district when a reply was given.
type limits struct{ seconds, percent, days int }

// finding is what is suspicious about a closing.
type finding struct {
	noContact bool
	hasty     *int // seconds after the signature; nil where it is not
	copied    *uuid.UUID
	percent   int // to which it is alike
}

func (f finding) none() bool { return !f.noContact && f.hasty == nil && f.copied == nil }

// find what is suspicious about a closing whose reply stands, among earlier replies of the same unit.
func find(c closing, earlier []answer, l limits) (f finding) {
	f.noContact = c.Contacted != nil && !*c.Contacted
	if c.Signed != nil {
		if seconds := int(c.Time.Sub(*c.Signed) / time.Second); seconds >= 0 && seconds < l.seconds {
			f.hasty = &seconds
		}
	}
	if l.percent == 0 {
		return f
	}
	text := alike.To(c.Reply)
	for _, e := range earlier {
		if percent := text.Percent(e.Reply); percent >= l.percent && percent > f.percent {
			f.copied, f.percent = &e.ID, percent
		}
	}
	return f
}

// answer is a reply that another is compared with.
type answer struct {
	ID    uuid.UUID
	Reply string
}
