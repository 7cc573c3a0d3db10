package timeline

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

// The kinds of entries by which the matter goes from hand to hand.
const (
	sent        = "SENT"
	referred    = "REFERRED"
	adjudicated = "ADJUDICATED"
	escalated   = "ESCALATED"
	completed   = "COMPLETED"
	resumed     = "RESUMED"
	cleared     = "CLEARED"
	cancelled   = "CANCELLED"

	escalationDecided = "ESCALATION_DECIDED"

	unitReturnRequested = "UNIT_RETURN_REQUESTED"
	unitReturnRefused   = "UNIT_RETURN_REFUSED"
	unitReturned        = "UNIT_RETURNED"
	unitCompleted       = "UNIT_COMPLETED"
	unitReworked        = "UNIT_REWORKED"
	unitWaived          = "UNIT_WAIVED"
	unitHandedOver      = "UNIT_HANDED_OVER"

	clockPaused  = "CLOCK_PAUSED"
	clockResumed = "CLOCK_RESUMED"
)

// unitCalled is what no entry tells of: a duty has come to its unit.
const unitCalled = "UNIT_CALLED"

// complete is the kind of the clock that says whether a unit can act.
const complete = "COMPLETE"

// line is what one unit holds, or has held.
type line struct {
	duty             *ent.Assignment // nil for the issuing unit
	holds            bool
	objects, pauses  bool // why who holds it waits
	working, waiting time.Duration
}

// street is where a dispatch stands as far as the issuing unit is to act.
type street struct {
	drafting, reviewing bool
	referred, escalated bool // the district is to rule, or to decide
	objections          int  // that wait for a ruling
}

// ledgerOf is what the issuing unit of a dispatch, first, and each unit that must act in it have held of the matter until now, by what happened.
func ledgerOf(d *ent.Dispatch, entries []*ent.DispatchEntry, now time.Time) []*line {
	issuer := &line{holds: true}
	lines, of := []*line{issuer}, map[uuid.UUID]*line{}
	happened := slices.Clone(entries)
	for _, a := range d.Edges.Assignments {
		if a.SentTime == nil || a.Role == "INFORMED" {
			continue
		}
		of[a.ID] = &line{duty: a}
		lines = append(lines, of[a.ID])
		happened = append(happened, &ent.DispatchEntry{AssignmentID: &a.ID, Kind: unitCalled, HappenTime: *a.SentTime})
	}
	slices.SortStableFunc(happened, func(a, b *ent.DispatchEntry) int { return a.HappenTime.Compare(b.HappenTime) })

	at, stage := d.CreateTime, street{drafting: true}
	until := func(t time.Time) {
		for _, l := range lines {
			l.pass(t.Sub(at))
		}
		at = t
	}
	for _, e := range happened {
		until(e.HappenTime)
		if e.AssignmentID == nil {
			stage.step(e.Kind)
			if e.Kind == cancelled || e.Kind == cleared {
				for _, l := range lines {
					l.holds = false
				}
			}
		} else if l := of[*e.AssignmentID]; l != nil {
			stage.hear(e.Kind)
			l.step(e)
		}
		issuer.holds, issuer.pauses = stage.holds(), stage.waits()
	}
	until(now)
	return lines
}

// pass lets time pass.
func (l *line) pass(span time.Duration) {
	switch {
	case !l.holds:
	case l.objects || l.pauses:
		l.waiting += span
	default:
		l.working += span
	}
}

// step takes what happened to the duty of a unit.
func (l *line) step(e *ent.DispatchEntry) {
	switch e.Kind {
	case unitCalled, unitReworked:
		l.holds = true
	case unitReturnRequested:
		l.objects = true
	case unitReturnRefused:
		l.objects = false
	case unitCompleted, unitReturned, unitWaived, unitHandedOver:
		l.holds, l.objects, l.pauses = false, false, false
	case clockPaused:
		l.pauses = l.pauses || e.ClockKind == complete
	case clockResumed:
		l.pauses = l.pauses && e.ClockKind != complete
	}
}

// step takes what happened to the dispatch.
func (s *street) step(kind string) {
	switch kind {
	case sent:
		s.drafting = false
	case referred:
		s.referred = true
	case adjudicated:
		s.referred = s.objections > 0 && s.referred
	case escalated:
		s.escalated = true
	case escalationDecided:
		s.escalated = false
	case completed:
		s.reviewing = true
	case resumed:
		s.reviewing = false
	case cleared, cancelled, "REJECTED":
		*s = street{}
	}
}

// hear takes what happened to the duty of a unit.
func (s *street) hear(kind string) {
	switch kind {
	case unitReturnRequested:
		s.objections++
	case unitReturned, unitReturnRefused:
		s.objections--
	}
}

// holds says whether it is for the issuing unit to act, or to wait for the district.
func (s *street) holds() bool {
	return s.drafting || s.reviewing || s.objections > 0 || s.waits()
}

// waits says whether it is for the district to act.
func (s *street) waits() bool { return s.referred || s.escalated }
