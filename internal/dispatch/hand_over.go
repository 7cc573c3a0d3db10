package dispatch

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// HandOvers knows, in the caller's transaction, to whom units offer their duties.
type HandOvers interface {
	// LapseHandOvers ends what is offered of a duty that has come to its end.
	LapseHandOvers(ctx context.Context, tx *db.Tx, assignment uuid.UUID) error
}

// CheckTaker refuses a duty that cannot be handed over now, or not to that unit.
func (s *Service) CheckTaker(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, taker uuid.UUID) error {
	if _, err := TakeOvers.Step(AssignmentState(a.State), HandOver); err != nil {
		return err
	}
	if current(d.Edges.Assignments, func(other *ent.Assignment) bool { return other.UnitID == taker }) != nil {
		return ErrUnitTwice.On("unit")
	}
	return s.checkCall(ctx, tx, d, call{unit: taker, role: a.Role})
}

// TakeOver has another unit take over a duty of a dispatch that is held: it has signed by that, and has what is left of the time. A duty that is
// late stays so: whoever has it in the end is counted with it.
func (s *Service) TakeOver(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, taker uuid.UUID) (uuid.UUID, *dispatchv1.Assignment, error) {
	step, err := TakeOvers.Step(AssignmentState(a.State), HandOver)
	if err != nil {
		return uuid.Nil, nil, err
	}
	handed, err := s.moveAssignment(ctx, tx, d, a, step, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, _ *ent.AssignmentUpdate) error {
		return s.stop(ctx, tx, d, a)
	})
	if err != nil {
		return uuid.Nil, nil, err
	}
	taken, err := tx.Assignment.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetDispatchCreateTime(d.CreateTime).SetIssuingUnitID(d.IssuingUnitID).
		SetUnitID(taker).SetRole(a.Role).SetDuty(a.Duty).SetState(string(Signed)).SetSentTime(tx.Now()).SetSignedTime(tx.Now()).
		SetNillableDueTime(handed.DueTime).SetNillableOriginalDueTime(handed.OriginalDueTime).SetExtensionCount(handed.ExtensionCount).
		SetCompleteLate(handed.CompleteLate).Save(tx.Later(ctx, nil))
	if err != nil {
		return uuid.Nil, nil, err
	}
	if err := s.clocks.TakeOverClocks(ctx, tx, d, a, taken); err != nil {
		return uuid.Nil, nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: assignmentName(taken), After: assignmentFacts(taken)})
	tx.Emit(assignmentEvent(assignmentEvents+"taken_over.v1", d, taken))
	d.Edges.Assignments = append(d.Edges.Assignments, taken)
	return taken.ID, toAssignment(taken, true), s.tellAssigned(ctx, tx, d, current(d.Edges.Assignments, leading), call{unit: taker, role: a.Role})
}
