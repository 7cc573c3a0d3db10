package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/substitution"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// EndSubstitution ends a substitution at once, whichever side wants it.
func (s *Service) EndSubstitution(ctx context.Context, req *directoryv1.EndSubstitutionRequest) (*directoryv1.Substitution, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Substitution, error) {
		before, err := findSubstitution(ctx, tx.Substitution.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		if !reaches(access.ReachOf(ctx), before) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), before.Version); err != nil {
			return nil, err
		}
		end := tx.Now()
		switch {
		case !before.ValidTo.After(end):
			return nil, ErrSubstitutionEnded
		case before.ValidFrom.After(end):
			end = before.ValidFrom
		}
		if err := tx.Substitution.Update().Where(substitution.ID(before.ID)).SetValidTo(end).SetNillableEndedBy(access.PersonOf(ctx)).
			Exec(ctx); err != nil {
			return nil, err
		}
		after, err := tx.Substitution.Query().Where(substitution.ID(before.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		recordSubstitution(tx, "ended", before, after)
		return substitutionToProto(ctx, after), nil
	})
}
