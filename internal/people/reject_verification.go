package people

import (
	"context"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RejectVerification refuses a request.
func (s *Service) RejectVerification(ctx context.Context, req *peoplev1.RejectVerificationRequest) (*peoplev1.Verification, error) {
	return s.decide(ctx, req.GetName(), req.GetEtag(),
		func(ctx context.Context, tx *db.Tx, v *ent.Verification, decider *uuid.UUID) (*ent.Verification, error) {
			return move(ctx, tx, v, Reject, decider, tx.Verification.Update().SetDecisionReason(req.GetReason()))
		})
}
