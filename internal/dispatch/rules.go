package dispatch

import (
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

// Kind of a dispatch; the words are those of haolinju.dispatch.v1.Dispatch.Kind without its prefix.
type Kind string

// The kinds.
const (
	KindOrder     Kind = "ORDER"
	KindDaily     Kind = "WHISTLE_DAILY"
	KindKeyTask   Kind = "WHISTLE_KEY_TASK"
	KindEmergency Kind = "WHISTLE_EMERGENCY"
)

// The roles of a called unit.
const (
	lead     = "LEAD"
	assist   = "ASSIST"
	informed = "INFORMED"
)

// The outcomes of a review; empty when the kind needs none.
const (
	reviewPending  = "PENDING"
	reviewApproved = "APPROVED"
	reviewRejected = "REJECTED"
)

// streets are the kinds of units that may call others.
var streets = []string{"SUB_DISTRICT", "AREA_OFFICE", "TOWN", "TOWNSHIP"}

// call is one unit to be called.
type call struct {
	unit   uuid.UUID
	role   string
	duty   string
	forced string // why, where the sub-district forces it on the unit
}

// acting are the units that must act by some calls.
func acting(calls []call) (units []uuid.UUID) {
	for _, c := range calls {
		if c.role != informed {
			units = append(units, c.unit)
		}
	}
	return units
}

// check refuses a draft without exactly one lead, or with a unit named twice.
func (d draft) check() error {
	leads := 0
	var units []uuid.UUID
	for _, c := range d.calls {
		if slices.Contains(units, c.unit) {
			return ErrUnitTwice.On(d.field("assignments"))
		}
		units = append(units, c.unit)
		if c.role == lead {
			leads++
		}
	}
	if leads != 1 {
		return ErrOneLead.On(d.field("assignments"))
	}
	return nil
}

// guard says why a dispatch that is in the right state still refuses a verb.
func guard(d *ent.Dispatch, do Verb) error {
	emergency := Kind(d.Kind) == KindEmergency
	switch do {
	case Submit:
		if Kind(d.Kind) == KindOrder {
			return ErrNotAWhistle
		}
	case Send:
		if Kind(d.Kind) != KindOrder && !emergency {
			return ErrReviewRequired
		}
	case Approve, Reject:
		if d.Review != reviewPending {
			return ErrReviewNotPending
		}
	case Clear:
		if slices.ContainsFunc(d.Edges.Assignments, open) {
			return ErrAssignmentsOpen
		}
	}
	return nil
}

// guardAssignment says why an assignment that is in the right state still refuses a verb.
func guardAssignment(d *ent.Dispatch, a *ent.Assignment, do AssignmentVerb) error {
	order := Kind(d.Kind) == KindOrder
	switch do {
	case ReportIn:
		if order {
			return ErrNotAWhistle
		}
	case StageReport, Complete:
		if !order && a.ReportedInTime == nil {
			return ErrReportInRequired
		}
	case Waive:
		if a.Role == lead {
			return ErrOneLead
		}
	case Rework:
		if slices.Contains(ended, State(d.State)) {
			return ErrOver
		}
	}
	return nil
}

// mustAct tells a unit that leads or assists from one that is only informed.
func mustAct(a *ent.Assignment) bool { return a.Role != informed }

// leading tells the unit that leads.
func leading(a *ent.Assignment) bool { return a.Role == lead }

// settled tells that nothing more is to come from the unit.
func settled(a *ent.Assignment) bool {
	return AssignmentState(a.State) == Done || AssignmentState(a.State) == Waived || gone(a)
}

// gone tells that the unit has no part in the dispatch any more.
func gone(a *ent.Assignment) bool {
	return slices.Contains([]AssignmentState{Returned, CalledOff, HandedOver}, AssignmentState(a.State))
}

// open tells that something has still to come from the unit.
func open(a *ent.Assignment) bool { return mustAct(a) && !settled(a) }

// begun tells that a dispatch is at its beginning still though a unit that must act has signed: it was only informed when it did.
func begun(d *ent.Dispatch) bool {
	return State(d.State) == Sent && slices.ContainsFunc(d.Edges.Assignments, signed)
}

// signed tells that a unit that must act has signed.
func signed(a *ent.Assignment) bool { return mustAct(a) && a.SignedTime != nil }

// finished tells that the lead is done and nobody who must act is open.
func finished(assignments []*ent.Assignment) bool {
	done := func(a *ent.Assignment) bool { return a.Role == lead && AssignmentState(a.State) == Done }
	return slices.ContainsFunc(assignments, done) && !slices.ContainsFunc(assignments, open)
}

// current is the assignment of a unit that still has a part in the dispatch; nil without one.
func current(assignments []*ent.Assignment, is func(*ent.Assignment) bool) *ent.Assignment {
	for _, a := range assignments {
		if is(a) && !gone(a) {
			return a
		}
	}
	return nil
}
