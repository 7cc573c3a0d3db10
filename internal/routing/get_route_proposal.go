package routing

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/routeproposal"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetRouteProposal returns one proposal.
func (s *Service) GetRouteProposal(ctx context.Context, req *dispatchv1.GetRouteProposalRequest) (*dispatchv1.RouteProposal, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.RouteProposal, error) {
		p, err := findProposal(ctx, tx.RouteProposal.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return proposalToProto(p), nil
	})
}

// findProposal is a proposal that the caller reaches.
func findProposal(ctx context.Context, q *ent.RouteProposalQuery, called string) (*ent.RouteProposal, error) {
	ids, err := name.Parse(routeProposals+"/*", called)
	if err != nil {
		return nil, err
	}
	p, err := q.Where(routeproposal.ID(ids[0])).Only(ctx)
	if err == nil && !access.ReachOf(ctx).Reaches(proposalFacts(p)) {
		err = &ent.NotFoundError{}
	}
	return p, name.NotFound(err, called)
}

// ProposalFacts decide who reaches a proposal: the sub-district that is in charge of the issue.
func ProposalFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	p, err := tx.RouteProposal.Query().Where(routeproposal.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return proposalFacts(p), nil
}

func proposalFacts(p *ent.RouteProposal) access.Facts {
	return access.Facts{Permission: permitSee, Units: []uuid.UUID{p.SubDistrictID}}
}
