package people

import (
	"context"
	"time"

	"github.com/google/uuid"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ConfirmVerification confirms what the evidence shows.
func (s *Service) ConfirmVerification(ctx context.Context, req *peoplev1.ConfirmVerificationRequest) (*peoplev1.Verification, error) {
	var until *time.Time
	if req.GetValidTo() != nil {
		at := req.GetValidTo().AsTime().Truncate(time.Microsecond)
		until = &at
	}
	return s.decide(ctx, req.GetName(), req.GetEtag(),
		func(ctx context.Context, tx *db.Tx, v *ent.Verification, decider *uuid.UUID) (*ent.Verification, error) {
			if _, err := Steps.Step(State(v.State), Confirm); err != nil {
				return nil, err // before anything older is let go
			}
			return confirm(ctx, tx, v, decider, until)
		})
}
