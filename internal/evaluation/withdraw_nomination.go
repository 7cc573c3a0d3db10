package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// WithdrawNomination takes a nomination back at the wish of the nominator or the nominee.
func (s *Service) WithdrawNomination(ctx context.Context, req *pb.WithdrawNominationRequest) (*pb.Nomination, error) {
	ids, err := name.Parse("campaigns/*/nominations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Nomination, error) {
		c, n, err := nominationOf(ctx, tx, ids, shared, true)
		if err != nil {
			return nil, err
		}
		if !concerns(n, access.ReachOf(ctx)) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), n.Version); err != nil {
			return nil, err
		}
		if err := inPhase(CampaignState(c.State), "withdraw"); err != nil {
			return nil, err
		}
		step, err := NominationSteps.Step(NominationState(n.State), Withdraw)
		if err != nil {
			return nil, err
		}
		return s.step(ctx, tx, c, n, step, tx.Nomination.Update())
	})
}
