package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
)

// VerifyDataRequest states that who asks is established.
func (s *Service) VerifyDataRequest(ctx context.Context, req *privacyv1.VerifyDataRequestRequest) (*privacyv1.DataRequest, error) {
	return s.act(ctx, Verify, req.GetName(), req.GetEtag(), anybody, nil)
}
