package voice

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/alike"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// over are the states in which nobody works on an issue any more.
var over = []string{"ANSWERED", "DIVERTED", "MERGED", "CLOSED", "WITHDRAWN"}

// shared says whether others may know of an issue in work: that there is one of its category near a place, and how far it is.
func shared(row *ent.Issue) bool { return disclosure.Known(row) && !slices.Contains(over, row.State) }

// candidate is an issue near the place that may be about the same matter.
type candidate struct {
	ID          uuid.UUID
	State       string
	Title       string
	LatitudeE7  int32
	LongitudeE7 int32
	ReporterID  *uuid.UUID
	DueTime     time.Time
	CreateTime  time.Time
}

// match is a candidate that counts as alike.
type match struct {
	candidate
	metres  float64
	percent int
}

// most is how many duplicates an answer holds, as the contract says.
const most = 10

// matches are the candidates within the radius whose titles are alike, the likest first, of equals the nearest. An empty title is like any.
func matches(candidates []candidate, from geo.Point, title string, radius, least int) []match {
	var found []match
	asked := alike.To(title)
	for _, c := range candidates {
		m := match{candidate: c, metres: from.Metres(geo.Point{LatitudeE7: c.LatitudeE7, LongitudeE7: c.LongitudeE7})}
		if m.metres > float64(radius) {
			continue
		}
		if title != "" {
			if m.percent = asked.Percent(c.Title); m.percent < least {
				continue
			}
		}
		found = append(found, m)
	}
	slices.SortFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.percent, a.percent), cmp.Compare(a.metres, b.metres), slices.Compare(a.ID[:], b.ID[:]))
	})
	return found[:min(len(found), most)]
}

// tens is a distance up to the next ten metres.
func tens(metres float64) int32 { return int32(math.Ceil(metres/10) * 10) }
