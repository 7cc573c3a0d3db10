package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateLegalHold lays a hold on the data of a person.
func (s *Service) CreateLegalHold(ctx context.Context, req *privacyv1.CreateLegalHoldRequest) (*privacyv1.LegalHold, error) {
	ids, err := name.ParseField("legal_hold.person", "persons/*", req.GetLegalHold().GetPerson())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.LegalHold, error) {
		row, err := tx.LegalHold.Create().SetID(idOr(tx, req.GetLegalHoldId())).SetPersonID(ids[0]).SetBasis(req.GetLegalHold().GetBasis()).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitHold, Object: name.Of("legalHolds", row.ID), After: map[string]any{"person": req.GetLegalHold().GetPerson(),
			"basis": row.Basis}})
		return holdToProto(row), nil
	})
}
