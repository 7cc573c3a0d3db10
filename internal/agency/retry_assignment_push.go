package agency

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignmentpush"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

// RetryAssignmentPush tries a push once more, now, and then as often as a new one.
func (s *Service) RetryAssignmentPush(ctx context.Context, req *dispatchv1.RetryAssignmentPushRequest) (*dispatchv1.AssignmentPush, error) {
	ids, err := name.Parse("assignmentPushes/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.AssignmentPush, error) {
		row, err := s.hold(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if row, err = move(ctx, tx, row, sending.Retry, func(u *ent.AssignmentPushUpdate) { u.SetNextTryTime(tx.Now()).SetTries(0) }); err != nil {
			return nil, err
		}
		return toPush(row), s.queue.Ask(ctx, tx, workerName, row.ID, rank)
	})
}

// hold locks a push that the caller may retry; to others it does not exist.
func (s *Service) hold(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.AssignmentPush, error) {
	missing := fault.ErrNotFound.With("name", pushName(id))
	row, err := tx.AssignmentPush.Query().Where(assignmentpush.ID(id)).ForUpdate().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, missing
	}
	if err != nil {
		return nil, err
	}
	reach := access.ReachOf(ctx)
	if len(reach.Limited) > 0 {
		f, err := s.Facts(ctx, tx, []uuid.UUID{row.DispatchID})
		if err != nil {
			return nil, err
		}
		reach = reach.On(f.Matter)
	}
	if !reach.Covers(row.UnitID) && !reach.Covers(row.IssuingUnitID) {
		return nil, missing
	}
	return row, nil
}
