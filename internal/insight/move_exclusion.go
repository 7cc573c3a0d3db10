package insight

import (
	"context"

	"github.com/google/uuid"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ApproveExclusion takes the issue out of the measures.
func (s *Service) ApproveExclusion(ctx context.Context, req *insightv1.ApproveExclusionRequest) (*insightv1.Exclusion, error) {
	return s.review(ctx, req, Approve)
}

// RejectExclusion leaves the issue in the measures.
func (s *Service) RejectExclusion(ctx context.Context, req *insightv1.RejectExclusionRequest) (*insightv1.Exclusion, error) {
	return s.review(ctx, req, Reject)
}

// WithdrawExclusion takes the request back.
func (s *Service) WithdrawExclusion(ctx context.Context, req *insightv1.WithdrawExclusionRequest) (*insightv1.Exclusion, error) {
	return s.act(ctx, req.GetName(), req.GetEtag(), Withdraw, func(e *ent.Exclusion) uuid.UUID { return e.UnitID },
		func(*db.Tx, *ent.ExclusionUpdate) {})
}

// decision is what both decisions tell.
type decision interface {
	GetName() string
	GetEtag() string
	GetDecision() string
}

// review decides an exclusion.
func (s *Service) review(ctx context.Context, req decision, do Verb) (*insightv1.Exclusion, error) {
	return s.act(ctx, req.GetName(), req.GetEtag(), do, func(e *ent.Exclusion) uuid.UUID { return e.ReviewingUnitID },
		func(tx *db.Tx, u *ent.ExclusionUpdate) {
			u.SetReviewerID(access.From(ctx).Person).SetReviewTime(tx.Now()).SetDecision(req.GetDecision())
		})
}
