package booking

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// span is a half-open time: start belongs to it, end does not.
type span struct{ start, end time.Time }

func (s span) length() time.Duration { return s.end.Sub(s.start) }

func (s span) within(o span) bool { return !s.start.Before(o.start) && !s.end.After(o.end) }

func (s span) overlaps(o span) bool { return s.start.Before(o.end) && o.start.Before(s.end) }

// limits are the tenant's dated settings, read for one moment.
type limits struct {
	advanceDays int
	maxMinutes  int
}

// horizon is the first moment at which a booking made now may not start any more: the midnight in Asia/Shanghai that ends
// the last day of advance.
func (l limits) horizon(now time.Time) time.Time {
	year, month, day := now.In(clock.Zone).Date()
	return time.Date(year, month, day+l.advanceDays+1, 0, 0, 0, 0, clock.Zone)
}

// checkTime says whether a published resource takes bookings of the time now, whatever its opening time.
func (l limits) checkTime(r *ent.Resource, want span, now time.Time) error {
	switch {
	case !want.start.Before(want.end):
		return ErrEndBeforeStart.On("booking.end_time")
	case !want.start.After(now):
		return ErrStartInPast.On("booking.start_time")
	case !want.start.Before(l.horizon(now)):
		return ErrTooFarAhead.On("booking.start_time")
	case want.length() > time.Duration(l.maxMinutes)*time.Minute:
		return ErrTooLong.On("booking.end_time")
	case !published(r, now), r.PublishedUntil != nil && want.end.After(*r.PublishedUntil):
		return ErrNotPublished.On("booking.resource")
	}
	return nil
}

// checkBooking says whether a resource can be booked for the time and so many people, were nobody else there.
func checkBooking(r *ent.Resource, windows []*ent.ShareWindow, l limits, want span, headcount int, now time.Time) error {
	if err := l.checkTime(r, want, now); err != nil {
		return err
	}
	if !open(windows, want) {
		return ErrOutsideShareWindow.On("booking.start_time")
	}
	if headcount > r.Capacity {
		return ErrOverCapacity.On("booking.headcount")
	}
	return nil
}

// checkResource says what a resource lacks. It speaks of the row as it would be stored.
func checkResource(r *ent.Resource) error {
	switch {
	case r.Kind == "":
		return required("resource.kind")
	case strings.TrimSpace(r.Title) == "":
		return required("resource.title")
	case r.Capacity <= 0:
		return required("resource.capacity")
	case r.PublishedUntil != nil && (r.PublishedFrom == nil || !r.PublishedFrom.Before(*r.PublishedUntil)):
		return ErrPublishWindowEmpty.On("resource.published_until")
	}
	return nil
}

// checkShareWindow says whether a window opens at all.
func checkShareWindow(w *ent.ShareWindow) error {
	switch {
	case w.OpensMinute >= w.ClosesMinute:
		return ErrShareWindowEmpty.On("share_window.closes")
	case w.ValidUntil != nil && w.ValidUntil.Before(w.ValidFrom):
		return ErrShareWindowEmpty.On("share_window.valid_until")
	}
	return nil
}

// checkVerb says whether the caller with this reach may do the verb to the booking of the owner's resource now.
func checkVerb(b *ent.Booking, owner uuid.UUID, do Verb, reach access.Reach, now time.Time) error {
	if !sees(b, owner, reach) {
		return fault.ErrDenied
	}
	if _, err := Steps.Step(State(b.State), do); err != nil {
		return err
	}
	if !now.Before(b.EndTime) {
		return ErrOver
	}
	return nil
}

// sees says whether the booking lies within a reach: the caller's own, or of a resource of the caller's unit.
func sees(b *ent.Booking, owner uuid.UUID, reach access.Reach) bool {
	return reach.Owns(b.PersonID) || reach.Covers(owner)
}

// published says whether residents see and book the resource; nobody but its owner sees one that is deleted.
func published(r *ent.Resource, now time.Time) bool {
	return r.DeleteTime == nil && r.PublishedFrom != nil && !now.Before(*r.PublishedFrom) &&
		(r.PublishedUntil == nil || now.Before(*r.PublishedUntil))
}

// visible says whether the resource exists for a caller with this reach.
func visible(r *ent.Resource, reach access.Reach, now time.Time) bool {
	return published(r, now) || reach.Covers(r.UnitID)
}

func required(path string) error {
	return fault.ErrInvalid.OnField(path, "必填", "it is required")
}
