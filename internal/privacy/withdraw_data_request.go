package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// WithdrawDataRequest takes back a request of the caller.
func (s *Service) WithdrawDataRequest(ctx context.Context, req *privacyv1.WithdrawDataRequestRequest) (*privacyv1.DataRequest, error) {
	own := func(row *ent.DataRequest) error {
		if !access.ReachOf(ctx).Owns(row.PersonID) {
			return fault.ErrDenied
		}
		return nil
	}
	return s.act(ctx, Withdraw, req.GetName(), req.GetEtag(), own, nil)
}
