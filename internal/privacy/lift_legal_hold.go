package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/legalhold"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// LiftLegalHold ends a hold.
func (s *Service) LiftLegalHold(ctx context.Context, req *privacyv1.LiftLegalHoldRequest) (*privacyv1.LegalHold, error) {
	ids, err := name.Parse("legalHolds/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.LegalHold, error) {
		row, err := tx.LegalHold.Query().Where(legalhold.ID(ids[0])).ForUpdate().Only(ctx)
		switch {
		case ent.IsNotFound(err):
			return nil, fault.ErrNotFound.With("name", req.GetName())
		case err != nil:
			return nil, err
		case row.LiftTime != nil:
			return nil, ErrHoldLifted
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if _, err := tx.LegalHold.Update().Where(legalhold.ID(row.ID)).SetLiftTime(tx.Now()).Save(ctx); err != nil {
			return nil, err
		}
		after, err := tx.LegalHold.Query().Where(legalhold.ID(row.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitHold, Object: req.GetName(), Before: map[string]any{"lift_time": nil}, After: map[string]any{"lift_time": tx.Now()}})
		return holdToProto(after), nil
	})
}
