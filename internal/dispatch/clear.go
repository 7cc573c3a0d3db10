package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ClearDispatch confirms the result (销哨). The review of an emergency may still be open; its clock runs on.
func (s *Service) ClearDispatch(ctx context.Context, req *dispatchv1.ClearDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Clear, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error {
		change.SetClearedTime(tx.Now()).SetClosingNote(req.GetNote())
		return s.stopAll(ctx, tx, d, clockReview)
	})
}
