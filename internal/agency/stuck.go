package agency

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignmentpush"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// mostStuck is how many pushes one run finds stuck at most; the next one finds the others.
const mostStuck = 500

// FindStuck finds the pushes of the context's district that have been pending for too long, each once until it gets there.
func (s *Service) FindStuck(ctx context.Context) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		minutes, err := stuckMinutes.At(ctx, tx, tx.Now())
		if err != nil {
			return struct{}{}, err
		}
		rows, err := tx.AssignmentPush.Query().Where(assignmentpush.StuckTimeIsNil(),
			assignmentpush.PendingTimeLTE(tx.Now().Add(-time.Duration(minutes)*time.Minute))).
			Order(ent.Asc(assignmentpush.FieldPendingTime, assignmentpush.FieldID)).Limit(mostStuck).ForUpdate().All(ctx)
		if err != nil {
			return struct{}{}, err
		}
		if len(rows) == 0 {
			return struct{}{}, db.ErrNothing
		}
		for _, row := range rows {
			if err := stick(ctx, tx, row); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return err
}

// stick marks a push that is locked as stuck, and tells of it.
func stick(ctx context.Context, tx *db.Tx, row *ent.AssignmentPush) error {
	tx.Audit(db.Audit{Action: permitPush, Object: pushName(row.ID), After: map[string]any{"stuck": true}})
	tx.Emit(pushEvent(pushEvents+"stuck.v1", row))
	return tx.AssignmentPush.Update().Where(assignmentpush.ID(row.ID)).SetStuckTime(tx.Now()).Exec(tx.Later(ctx, nil))
}

// Concerned are the unit whose system does not take a push, and who has called it.
func Concerned(ctx context.Context, tx *db.Tx, id uuid.UUID) (unit, issuing uuid.UUID, err error) {
	row, err := tx.AssignmentPush.Query().Where(assignmentpush.ID(id)).Only(ctx)
	if err != nil {
		return uuid.Nil, uuid.Nil, err
	}
	return row.UnitID, row.IssuingUnitID, nil
}
