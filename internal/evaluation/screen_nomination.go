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

// ScreenNomination decides whether a nomination may be scored.
func (s *Service) ScreenNomination(ctx context.Context, req *pb.ScreenNominationRequest) (*pb.Nomination, error) {
	ids, err := name.Parse("campaigns/*/nominations/*", req.GetName())
	if err != nil {
		return nil, err
	}
	do, reason := Accept, ""
	if req.GetDecision() == pb.ScreenNominationRequest_DECISION_REJECT {
		do, reason = Reject, req.GetReason()
		if reason == "" {
			return nil, fault.ErrInvalid.OnField("reason", "不予通过须说明理由", "say why it is rejected")
		}
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Nomination, error) {
		c, n, err := nominationOf(ctx, tx, ids, shared, true)
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(c.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := impartial(ctx, tx, n); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), n.Version); err != nil {
			return nil, err
		}
		if err := inPhase(CampaignState(c.State), "screen"); err != nil {
			return nil, err
		}
		step, err := NominationSteps.Step(NominationState(n.State), do)
		if err != nil {
			return nil, err
		}
		return s.step(ctx, tx, c, n, step, tx.Nomination.Update().SetScreenReason(reason))
	})
}
