package timeline

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

// The kinds of entries by which the matter goes from hand to hand.
const (
	sent      = "SENT"
	escalated = "ESCALATED"
	completed = "COMPLETED"
	resumed   = "RESUMED"
	cleared   = "CLEARED"
	cancelled = "CANCELLED"

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

// What no entry tells of: a duty has come to its unit, which has to act from then on, or has only to know of it.
const (
	unitCalled   = "UNIT_CALLED"
	unitInformed = "UNIT_INFORMED"
)

// complete is the kind of the clock that says whether a unit can act.
const complete = "COMPLETE"

// informed is the role of a unit that has not to act.
const informed = "INFORMED"

// district is the level of an objection on which the district has to rule, and not the issuing unit.
const district = "DISTRICT"

// story is what the ledger of a dispatch is drawn from, each in its order.
type story struct {
	entries []*ent.DispatchEntry
	recasts []recast
	levels  map[uuid.UUID][]string // of the objections to each assignment
}

// recast is that a called unit had only to know from then on and no more to act, or the other way round.
type recast struct {
	assignment uuid.UUID
	from, to   string // roles
	at         time.Time
}

// line is what one unit holds, or has held.
type line struct {
	duty             *ent.Assignment // nil for the issuing unit
	acts             bool            // leads or assists now
	holds            bool
	objects, pauses  bool     // why who holds it waits
	before           string   // who rules on what it objects: the level
	levels           []string // of the objections that are still to come
	working, waiting time.Duration
}

// street is where a dispatch stands as far as the issuing unit is to act.
type street struct {
	drafting, reviewing bool
	escalated           bool // the district is to decide
}

// ledgerOf is what the issuing unit of a dispatch, first, and each unit that must act in it, or had to, have held of the matter until now.
func ledgerOf(d *ent.Dispatch, of story, now time.Time) []*line {
	issuer := &line{holds: true}
	lines, called := []*line{issuer}, map[uuid.UUID]*line{}
	happened := slices.Clone(of.entries)
	for _, a := range d.Edges.Assignments {
		if a.SentTime == nil {
			continue
		}
		called[a.ID] = &line{duty: a, levels: of.levels[a.ID]}
		lines = append(lines, called[a.ID])
		happened = append(happened, calls(a, of.recasts)...)
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
					l.letGo()
				}
			}
		} else if l := called[*e.AssignmentID]; l != nil {
			l.step(e)
		}
		issuer.holds, issuer.pauses = stage.turn(lines)
	}
	until(now)
	return slices.DeleteFunc(lines, func(l *line) bool { return l.duty != nil && !l.acts && l.working+l.waiting == 0 })
}

// calls are when a duty that was sent came to its unit and, where that was recast, when it had to act or only to know.
func calls(a *ent.Assignment, recasts []recast) []*ent.DispatchEntry {
	in := func(role string, at time.Time) *ent.DispatchEntry {
		kind := unitCalled
		if role == informed {
			kind = unitInformed
		}
		return &ent.DispatchEntry{AssignmentID: &a.ID, Kind: kind, HappenTime: at}
	}
	told := []*ent.DispatchEntry{in(a.Role, *a.SentTime)}
	for _, r := range recasts {
		if r.assignment != a.ID || r.at.Before(*a.SentTime) {
			continue
		}
		if len(told) == 1 {
			told[0] = in(r.from, *a.SentTime)
		}
		told = append(told, in(r.to, r.at))
	}
	return told
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
	case unitCalled:
		l.acts, l.holds = true, true
	case unitInformed:
		l.acts = false
		l.letGo()
	case unitReworked:
		l.holds = l.acts
	case unitReturnRequested:
		l.objects, l.before = true, ""
		if len(l.levels) > 0 {
			l.before, l.levels = l.levels[0], l.levels[1:]
		}
	case unitReturnRefused:
		l.objects = false
	case unitCompleted, unitReturned, unitWaived, unitHandedOver:
		l.letGo()
	case clockPaused:
		l.pauses = l.pauses || e.ClockKind == complete
	case clockResumed:
		l.pauses = l.pauses && e.ClockKind != complete
	}
}

// letGo has the unit hold nothing any more.
func (l *line) letGo() { l.holds, l.objects, l.pauses = false, false, false }

// step takes what happened to the dispatch.
func (s *street) step(kind string) {
	switch kind {
	case sent:
		s.drafting = false
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

// turn says whether it is for the issuing unit to act, or to wait for the district, and whether it is to wait: for a decision, or for a
// ruling on what one of the units objects. What it has to rule on itself beside that waits too.
func (s street) turn(lines []*line) (holds, waits bool) {
	waits = s.escalated
	for _, l := range lines {
		holds = holds || l.objects
		waits = waits || l.objects && l.before == district
	}
	return holds || waits || s.drafting || s.reviewing, waits
}
