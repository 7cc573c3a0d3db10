package privacy

import (
	"context"

	"github.com/google/uuid"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/consent"
	"github.com/haolinju/haolinju/ent/privacynotice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateConsent allows the purpose of the notice that is in force.
func (s *Service) CreateConsent(ctx context.Context, req *privacyv1.CreateConsentRequest) (*privacyv1.Consent, error) {
	ids, err := name.ParseField("consent.privacy_notice", "privacyNotices/*", req.GetConsent().GetPrivacyNotice())
	if err != nil {
		return nil, err
	}
	person := access.From(ctx).Person
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.Consent, error) {
		notice, err := tx.PrivacyNotice.Query().Where(privacynotice.ID(ids[0])).ForShare().Only(ctx)
		if ent.IsNotFound(err) {
			return nil, ErrNoticeUnknown.On("consent.privacy_notice")
		}
		if err != nil {
			return nil, err
		}
		if err := mayConsent(notice); err != nil {
			return nil, err
		}
		open, err := openConsents(ctx, tx, []uuid.UUID{person}, notice.Purpose)
		if err != nil {
			return nil, err
		}
		for _, before := range open {
			if before.PrivacyNoticeID == notice.ID {
				tx.Audit(db.Audit{Action: permitConsent, Object: consentName(before.ID), After: map[string]any{"purpose": notice.Purpose}})
				return consentToProto(before), nil
			}
			if err := endConsent(ctx, tx, before, endRenewed); err != nil {
				return nil, err
			}
		}
		id := idOr(tx, req.GetConsentId())
		if err := tx.Consent.Create().SetID(id).SetPersonID(person).SetGivenByID(access.From(ctx).Actor()).SetPrivacyNoticeID(notice.ID).SetPurpose(notice.Purpose).
			SetChannel(stored(req.GetConsent().GetChannel())).Exec(ctx); err != nil {
			return nil, err
		}
		row, err := tx.Consent.Query().Where(consent.ID(id)).WithPrivacyNotice().Only(ctx)
		if err != nil {
			return nil, err
		}
		facts := map[string]any{"purpose": row.Purpose, "privacy_notice": privacyNoticeName(notice.ID), "channel": row.Channel}
		tx.Audit(db.Audit{Action: permitConsent, Object: consentName(id), After: facts})
		tx.Emit(db.Event{Type: consentEvent + "given.v1", Subject: consentName(id), Data: facts})
		return consentToProto(row), nil
	})
}
