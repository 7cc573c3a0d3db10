package visit

import (
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// lead is the role of the unit that answers for a duty.
const lead = "LEAD"

// open are the states of a duty in which its unit is called and not done; the words are those of haolinju.dispatch.v1.Assignment.State without its
// prefix.
var open = []string{"SENT", "SIGNED", "RETURN_REQUESTED", "REPORTED_IN", "HANDLING"}

// gone are the states in which a unit has no part in the matter any more.
var gone = []string{"RETURNED", "CANCELLED", "HANDED_OVER"}

// rated is what is said of a visit besides what was sent.
type rated struct {
	issue                         *uuid.UUID
	distance                      *int32
	outside, inaccurate, timeGoes bool // the last: the device's time goes apart from ours
}

// rate measures a visit at a point against the issues behind the duty and the limits of its day.
func rate(l Limits, issues []*ent.Issue, here geo.Point, accuracy float64, now time.Time, device *time.Time) (r rated) {
	nearest := math.Inf(1)
	for _, i := range issues {
		if i.LatitudeE7 == nil || i.LongitudeE7 == nil {
			continue
		}
		if metres := here.Metres(geo.Point{LatitudeE7: *i.LatitudeE7, LongitudeE7: *i.LongitudeE7}); metres < nearest {
			distance := int32(math.Round(metres))
			nearest, r.issue, r.distance = metres, &i.ID, &distance
		}
	}
	r.outside = r.distance != nil && int(*r.distance) > l.Metres
	r.inaccurate = accuracy > float64(l.AccuracyMetres)
	r.timeGoes = device != nil && now.Sub(*device).Abs() > time.Duration(l.DeviceMinutes)*time.Minute
	return r
}

// of is what is demanded in a category, given its code and those of the categories above it: the most attachments of all that speak of it.
func (all Demands) of(codes []string) (attachments int, demanded bool) {
	for _, d := range all {
		if slices.Contains(codes, d.Category) {
			attachments, demanded = max(attachments, d.Attachments), true
		}
	}
	return attachments, demanded
}
