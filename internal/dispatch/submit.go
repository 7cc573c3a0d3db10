package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// SubmitDispatch asks the leader on duty to review a drafted whistle.
func (s *Service) SubmitDispatch(ctx context.Context, req *dispatchv1.SubmitDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Submit, func(_ context.Context, _ *db.Tx, _ *ent.Dispatch, change *ent.DispatchUpdate) error {
		change.SetReview(reviewPending)
		return nil
	})
}
