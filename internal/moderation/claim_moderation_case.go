package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ClaimModerationCase takes a case on.
func (s *Service) ClaimModerationCase(ctx context.Context, req *moderationv1.ClaimModerationCaseRequest) (*moderationv1.ModerationCase, error) {
	return s.move(ctx, req.GetName(), req.GetEtag(), Claim, "", func(context.Context, *db.Tx, subject) error { return nil })
}
