package routing

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/recusal"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// SetRecusal says which units must not handle an issue from now on.
func (s *Service) SetRecusal(ctx context.Context, req *dispatchv1.SetRecusalRequest) (*dispatchv1.Recusal, error) {
	units, err := name.ParseList("units", "units/*", req.GetUnits())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Recusal, error) {
		of, err := issueOf(ctx, tx.Issue.Query().ForUpdate(), req.GetName())
		if err != nil {
			return nil, err
		}
		var r *ent.Recusal
		err = db.Together(ctx,
			func(ctx context.Context) error { return checkUnits(ctx, tx, []field{{"units", units}}) },
			func(ctx context.Context) (err error) {
				r, err = recusalOf(ctx, tx.Recusal.Query(), of.ID)
				return err
			})
		if err != nil {
			return nil, err
		}
		before := []uuid.UUID{}
		if r == nil {
			err = tx.Recusal.Create().SetID(tx.NewID()).SetIssueID(of.ID).SetUnits(units).SetDeciderID(access.From(ctx).Person).Exec(tx.Later(ctx, nil))
		} else if err = etag.Check(req.GetEtag(), r.Version); err == nil {
			before = r.Units
			err = tx.Recusal.Update().Where(recusal.ID(r.ID)).SetUnits(units).SetDeciderID(access.From(ctx).Person).Exec(tx.Later(ctx, fault.ErrStale))
		}
		if err != nil {
			return nil, err
		}
		after, err := recusalOf(ctx, tx.Recusal.Query(), of.ID)
		if err != nil {
			return nil, err
		}
		told := map[string]any{"units": units}
		tx.Audit(db.Audit{Action: permitRecuse, Object: req.GetName(), Before: map[string]any{"units": before}, After: told})
		tx.Emit(db.Event{Type: recusalSet, Subject: req.GetName(), Units: []uuid.UUID{of.UnitID}, Data: told})
		return recusalToProto(req.GetName(), after), nil
	})
}
