package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent/consent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// WithdrawConsent ends what the caller has allowed for a purpose under any of his ids. Whoever keeps something that stands on it hears of it in
// the same transaction.
func (s *Service) WithdrawConsent(ctx context.Context, req *privacyv1.WithdrawConsentRequest) (*privacyv1.WithdrawConsentResponse, error) {
	if mayStandOn(req.GetPurpose(), privacyv1.PrivacyNotice_BASIS_STATUTORY_DUTY) == nil {
		return nil, ErrNotAsked.On("purpose")
	}
	persons, purpose := access.From(ctx).Persons(), stored(req.GetPurpose())
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.WithdrawConsentResponse, error) {
		answer := &privacyv1.WithdrawConsentResponse{}
		open, err := openConsents(ctx, tx, persons, purpose)
		if err != nil {
			return nil, err
		}
		for _, row := range open {
			if err := endConsent(ctx, tx, row, endWithdrawn); err != nil {
				return nil, err
			}
			if row, err = tx.Consent.Query().Where(consent.ID(row.ID)).WithPrivacyNotice().Only(ctx); err != nil {
				return nil, err
			}
			answer.Consent = consentToProto(row)
		}
		tx.Audit(db.Audit{Action: permitConsent, Object: "consents", After: map[string]any{"withdrawn": purpose}})
		if req.GetPurpose() == privacyv1.Purpose_PURPOSE_PUBLICATION {
			for _, person := range persons {
				if err := s.publisher.WithdrawPublication(ctx, tx, person); err != nil {
					return nil, err
				}
			}
		}
		return answer, nil
	})
}
