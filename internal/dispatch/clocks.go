package dispatch

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// The kinds of clocks; the words are those of haolinju.dispatch.v1.Clock.Kind without its prefix.
const (
	clockSign         = "SIGN"
	clockReportIn     = "REPORT_IN"
	clockFirstContact = "FIRST_CONTACT"
	clockStageReport  = "STAGE_REPORT"
	clockComplete     = "COMPLETE"
	clockReview       = "REVIEW"
	clockObjection    = "OBJECTION"
)

// Clocks keeps the time of a dispatch that the caller holds, in his transaction.
type Clocks interface {
	// StartClocks starts the clocks of units that must act, but for what they have done already, and gives when each must be complete; none without
	// a limit, or while an issue behind the dispatch waits.
	StartClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duties ...*ent.Assignment) (dues map[uuid.UUID]*time.Time, err error)
	// TakeOverClocks starts those of a unit that takes a duty over; it has signed by that. That by which the duty must be complete goes on.
	TakeOverClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, from, taken *ent.Assignment) error
	// StartClock starts one more clock of a unit that must act, if there is a limit.
	StartClock(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duty *ent.Assignment, kind string) error
	// ReopenClock lets the clock by which a unit must be done go on where it stopped.
	ReopenClock(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duty *ent.Assignment) error
	// StartReview starts the clock of the review of a dispatch that went out before it.
	StartReview(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error
	// StopClocks stops the running clocks that match; one that ran out is marked late first.
	StopClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, match func(*ent.Clock) bool) error
}

// startClocks starts the clocks of one unit in a dispatch that is sent.
func (s *Service) startClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error {
	dues, err := s.clocks.StartClocks(ctx, tx, d, a)
	if err != nil {
		return err
	}
	return tx.Assignment.Update().Where(assignment.ID(a.ID)).SetNillableDueTime(dues[a.ID]).Exec(tx.Later(ctx, fault.ErrStale))
}

// awaitStage has a unit that must act report on a stage of its work, from now on or once more.
func (s *Service) awaitStage(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, met ...string) error {
	if err := s.stop(ctx, tx, d, a, append(met, clockStageReport)...); err != nil || !mustAct(a) {
		return err
	}
	return s.clocks.StartClock(ctx, tx, d, a, clockStageReport)
}

// stop stops the running clocks of an assignment, all of them or those of the given kinds. The caller holds the dispatch.
func (s *Service) stop(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, kinds ...string) error {
	return s.clocks.StopClocks(ctx, tx, d, func(c *ent.Clock) bool {
		return c.AssignmentID != nil && *c.AssignmentID == a.ID && (len(kinds) == 0 || slices.Contains(kinds, c.Kind))
	})
}

// stopAll stops every running clock of a dispatch but those of the given kinds.
func (s *Service) stopAll(ctx context.Context, tx *db.Tx, d *ent.Dispatch, but ...string) error {
	return s.clocks.StopClocks(ctx, tx, d, func(c *ent.Clock) bool { return !slices.Contains(but, c.Kind) })
}

// MarkLate notes on an assignment, in the transaction of the caller, which of its limits ran out.
func (s *Service) MarkLate(ctx context.Context, tx *db.Tx, id uuid.UUID, kind string) error {
	change := tx.Assignment.Update().Where(assignment.ID(id))
	switch kind {
	case clockSign:
		change.SetSignLate(true)
	case clockReportIn:
		change.SetReportInLate(true)
	case clockComplete:
		change.SetCompleteLate(true)
	case clockFirstContact:
		change.SetFirstContactLate(true)
	case clockStageReport:
		change.SetStageReportLate(true)
	default:
		return nil
	}
	return change.Exec(tx.Later(ctx, fault.ErrStale))
}

// MoveDue has an assignment of a dispatch that the caller holds due at another time, as its clock is; the whole dispatch is due with its
// lead.
func (s *Service) MoveDue(ctx context.Context, tx *db.Tx, d *ent.Dispatch, id uuid.UUID, due time.Time) error {
	a, err := assignmentOf(d, id)
	if err != nil {
		return err
	}
	if err := tx.Assignment.Update().Where(assignment.ID(id)).SetDueTime(due).Exec(tx.Later(ctx, fault.ErrStale)); err != nil || a.Role != lead {
		return err
	}
	return tx.Dispatch.Update().Where(dispatch.ID(d.ID)).SetDueTime(due).Exec(tx.Later(ctx, fault.ErrStale))
}

// CountExtension notes on an assignment that it is due later than at first.
func (s *Service) CountExtension(ctx context.Context, tx *db.Tx, a *ent.Assignment) error {
	change := tx.Assignment.Update().Where(assignment.ID(a.ID)).AddExtensionCount(1)
	if a.OriginalDueTime == nil {
		change.SetNillableOriginalDueTime(a.DueTime)
	}
	return change.Exec(tx.Later(ctx, fault.ErrStale))
}

// tooSoon tells that less than a minute is left before a due time.
func tooSoon(due *time.Time, now time.Time) bool { return due != nil && due.Sub(now) < time.Minute }
