package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

// ProvideInfo answers what the resident was asked.
func (s *Service) ProvideInfo(ctx context.Context, req *intakev1.ProvideInfoRequest) (*intakev1.Issue, error) {
	return s.say(ctx, "provideInfo", req, "INFO_PROVIDED", nil)
}
