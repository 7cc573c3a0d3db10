package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetDispatch reads one dispatch with its assignments.
func (s *Service) GetDispatch(ctx context.Context, req *dispatchv1.GetDispatchRequest) (*dispatchv1.Dispatch, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		return s.TellDispatch(ctx, tx, ids[0])
	})
}

// GetAssignment reads one assignment.
func (s *Service) GetAssignment(ctx context.Context, req *dispatchv1.GetAssignmentRequest) (*dispatchv1.Assignment, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		return s.TellAssignment(ctx, tx, ids[0], ids[1])
	})
}
