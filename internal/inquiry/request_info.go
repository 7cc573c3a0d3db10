package inquiry

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

// RequestInfo asks the resident for what only he can tell.
func (s *Service) RequestInfo(ctx context.Context, req *intakev1.RequestInfoRequest) (*intakev1.Issue, error) {
	return s.say(ctx, "requestInfo", req, "INFO_REQUESTED", nil)
}
