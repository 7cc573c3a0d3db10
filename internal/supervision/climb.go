package supervision

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/supervision"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ClockPassed hears, in the transaction that marks it, that a share of a limit, in percent, is over: a reminder for the unit, and, at
// 100, an order. The clock of a review has no unit, and that of a ruling on an objection is not the unit's to keep.
func (s *Service) ClockPassed(ctx context.Context, tx *db.Tx, d *ent.Dispatch, c *ent.Clock, share int) error {
	for _, a := range d.Edges.Assignments {
		if c.AssignmentID == nil || a.ID != *c.AssignmentID || c.Kind == ruling {
			continue
		}
		level, leader := reminder, (*uuid.UUID)(nil)
		if share == 100 {
			level = order
			leaders, err := s.Leaders(ctx, tx, []uuid.UUID{d.IssuingUnitID})
			if err != nil {
				return err
			}
			if len(leaders) > 0 {
				leader = &leaders[0]
			}
		}
		_, err := supervise(ctx, tx, d, a, level, leader, func(create *ent.SupervisionCreate) { create.SetClockID(c.ID).SetShare(share) })
		return err
	}
	return nil
}

// ClockStopped hears, in the transaction that stops it, that what a clock waited for has come: nobody needs to be reminded any more.
func (s *Service) ClockStopped(ctx context.Context, tx *db.Tx, c *ent.Clock) error {
	if c.WarnedShare == 0 {
		return nil
	}
	return tx.Supervision.Update().Where(supervision.ClockID(c.ID), supervision.Level(reminder), supervision.StateNEQ(string(Released))).
		SetState(string(Released)).SetReleaseTime(tx.Now()).Exec(tx.Later(ctx, nil))
}

// supervise writes a supervision of a duty and tells of it.
func supervise(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, level string, leader *uuid.UUID,
	set func(*ent.SupervisionCreate)) (*ent.Supervision, error) {
	create := tx.Supervision.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetAssignmentID(a.ID).SetUnitID(a.UnitID).
		SetIssuingUnitID(d.IssuingUnitID).SetLevel(level).SetState(string(Open)).SetNillableLeaderID(leader)
	verb := "reminded"
	if level == order {
		hours, err := replyHours.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		verb = "ordered"
		create.SetReplyDueTime(tx.Now().Add(time.Duration(hours) * time.Hour))
	}
	set(create)
	row, err := create.Save(tx.Later(ctx, nil))
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: permitCreate, Object: nameOf(row), After: facts(row)})
	tx.Emit(event(events+verb+".v1", row))
	return row, nil
}
