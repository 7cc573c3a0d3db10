package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
)

// DismissModerationCase finds nothing wrong.
func (s *Service) DismissModerationCase(ctx context.Context, req *moderationv1.DismissModerationCaseRequest) (*moderationv1.ModerationCase, error) {
	return s.move(ctx, req.GetName(), req.GetEtag(), Dismiss, req.GetReason(), s.release)
}
