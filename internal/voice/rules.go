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
	metres  float64 // to its square
	percent int
}

// squareE7 is the side, in 1e-7 degree, of the squares by which it is told where an issue lies: some 55 m from south to north and 30 to 55 from
// west to east. A cell of the grid is made of whole ones.
const squareE7 = 5_000

// squared is the point next to another one of the square in which an issue lies. It stands for the issue in all that is measured, so that who asks
// from many points learns of the square and no more; and as it is never farther than the issue, none within the radius is missed.
func squared(c candidate, from geo.Point) geo.Point {
	next := func(lies, asked int32) int32 {
		first := lies - lies%squareE7
		return min(max(asked, first), first+squareE7-1)
	}
	return geo.Point{LatitudeE7: next(c.LatitudeE7, from.LatitudeE7), LongitudeE7: next(c.LongitudeE7, from.LongitudeE7)}
}

// most is how many duplicates an answer holds, as the contract says.
const most = 10

// matches are the candidates whose squares come within the radius and whose titles are alike, the likest first, of equals the nearest. An empty title is like any.
func matches(candidates []candidate, from geo.Point, title string, radius, least int) []match {
	var found []match
	asked := alike.To(title)
	for _, c := range candidates {
		m := match{candidate: c, metres: from.Metres(squared(c, from))}
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
