package rating

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// verbRequest asks for a verb on one rating.
type verbRequest interface {
	GetName() string
	GetEtag() string
}

// act does one verb of a caller to a rating that he reads: what stands in the way is asked first, what is found is set with the step.
func (s *Service) act(ctx context.Context, req verbRequest, do Verb, obstacle func(context.Context, *db.Tx, *ent.Rating, access.Reach) error,
	set func(context.Context, *db.Tx, *ent.RatingUpdate)) (*dispatchv1.Rating, error) {
	ids, err := name.Parse("dispatches/*/assignments/*/ratings/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Rating, error) {
		_, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		row, err := tx.Rating.Query().Where(rating.ID(ids[2]), rating.AssignmentID(a.ID)).Only(ctx)
		if ent.IsNotFound(err) || err == nil && !told(access.ReachFor(ctx, permitRead).On(matter), row) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		if err := obstacle(ctx, tx, row, access.ReachOf(ctx).On(matter)); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(row.State), do)
		if err != nil {
			return nil, err
		}
		change := tx.Rating.Update().Where(rating.ID(row.ID), rating.State(row.State)).SetState(string(step.To))
		set(ctx, tx, change)
		if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.Rating.Query().Where(rating.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		tell(tx, step.Who, step.Emits, row, after)
		return toProto(after), nil
	})
}
