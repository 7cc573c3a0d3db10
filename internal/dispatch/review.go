package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ApproveDispatch lets a whistle go out, or closes the review of an emergency that went out before.
func (s *Service) ApproveDispatch(ctx context.Context, req *dispatchv1.ApproveDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Approve, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error {
		if State(d.State) == InReview {
			if err := s.release(ctx, tx, d, change); err != nil {
				return err
			}
		}
		return s.review(ctx, tx, d, change, reviewApproved, req.GetNote())
	})
}

// RejectDispatch refuses a whistle, or records of an emergency that it should not have been blown.
func (s *Service) RejectDispatch(ctx context.Context, req *dispatchv1.RejectDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Reject, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error {
		if State(d.State) == InReview {
			if err := s.callOff(ctx, tx, d); err != nil {
				return err
			}
		}
		return s.review(ctx, tx, d, change, reviewRejected, req.GetNote())
	})
}

// review writes the leader's word and stops the clock of the review.
func (s *Service) review(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate, outcome, note string) error {
	change.SetReview(outcome).SetReviewerID(access.From(ctx).Person).SetReviewTime(tx.Now()).SetReviewNote(note)
	return s.clocks.StopClocks(ctx, tx, d, func(c *ent.Clock) bool { return c.Kind == clockReview })
}
