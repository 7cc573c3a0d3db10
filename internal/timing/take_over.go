package timing

import (
	"context"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// TakeOverClocks lets the clock by which a unit must be done go on for another one that takes its duty over in a dispatch that is held, with
// its pauses and extensions, and late where it is: what is left of the time is the taker's. Its other clocks begin, but that for signing: it has
// signed by that.
func (s *Service) TakeOverClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, from, taken *ent.Assignment) error {
	if _, err := s.startKinds(ctx, tx, d, func(duty *ent.Assignment) []string { return toBegin(d, duty) }, taken); err != nil {
		return err
	}
	for _, c := range d.Edges.Clocks {
		if c.Kind == clockComplete && *c.AssignmentID == from.ID {
			return begin(ctx, tx, d, []*ent.ClockCreate{goOn(tx, c).SetAssignmentID(taken.ID)}, taken)
		}
	}
	return nil
}

// goOn is a clock that stands where another one does. A breach of that one was told already.
func goOn(tx *db.Tx, c *ent.Clock) *ent.ClockCreate {
	row := tx.Clock.Create().SetID(tx.NewID()).SetDispatchID(c.DispatchID).SetKind(c.Kind).SetBasis(c.Basis).SetLimitMinutes(c.LimitMinutes).
		SetStartTime(c.StartTime).SetNillableDueTime(c.DueTime).SetPauses(c.Pauses).SetExtensions(c.Extensions).SetWarnedShare(c.WarnedShare).
		SetNillableWarnedTime(c.WarnedTime).SetPolicyVersion(c.PolicyVersion).SetCalendarEdition(c.CalendarEdition).SetLimitSetting(c.LimitSetting)
	if c.LimitLine != nil {
		row.SetLimitLine(c.LimitLine)
	}
	switch {
	case c.BreachedTime != nil:
		row.SetBreachedTime(*c.BreachedTime)
	case late(c, tx.Now()):
		row.SetBreachedTime(tx.Now())
	default:
		row.SetNillableNextCheckAt(c.NextCheckAt)
	}
	return row
}
