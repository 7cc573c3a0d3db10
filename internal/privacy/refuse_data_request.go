package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
)

// RefuseDataRequest refuses a request with a ground that a law gives.
func (s *Service) RefuseDataRequest(ctx context.Context, req *privacyv1.RefuseDataRequestRequest) (*privacyv1.DataRequest, error) {
	return s.act(ctx, Refuse, req.GetName(), req.GetEtag(), anybody, func(u *ent.DataRequestUpdate) {
		u.SetGround(stored(req.GetGround())).SetReply(req.GetReply())
	})
}
