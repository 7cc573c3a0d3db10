package workload

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ProposeHandler tells who would handle a duty, and why not somebody else.
func (s *Service) ProposeHandler(ctx context.Context, req *dispatchv1.ProposeHandlerRequest) (*dispatchv1.HandlerProposal, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.HandlerProposal, error) {
		d, err := s.Dispatches.ShowDispatch(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		reach := access.ReachOf(ctx).On(s.Dispatches.Matter(d))
		for _, a := range d.Edges.Assignments {
			if a.ID != ids[1] {
				continue
			}
			if !reach.Covers(a.UnitID) {
				return nil, fault.ErrDenied
			}
			p, err := s.survey(ctx, tx, d, a.UnitID)
			return proposalToProto(p), err
		}
		return nil, fault.ErrNotFound.With("name", req.GetName())
	})
}
