package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent/privacynotice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CreatePrivacyNotice publishes the next edition of the notice for a purpose.
func (s *Service) CreatePrivacyNotice(ctx context.Context, req *privacyv1.CreatePrivacyNoticeRequest) (*privacyv1.PrivacyNotice, error) {
	want := req.GetPrivacyNotice()
	if err := mayStandOn(want.GetPurpose(), want.GetBasis()); err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.PrivacyNotice, error) {
		before, err := noticeInForce(ctx, tx, stored(want.GetPurpose()))
		if err != nil {
			return nil, err
		}
		edition := 1
		if before != nil {
			edition = before.Edition + 1
			if err := tx.PrivacyNotice.Update().Where(privacynotice.ID(before.ID)).SetSupersedeTime(tx.Now()).Exec(ctx); err != nil {
				return nil, err
			}
		}
		row, err := tx.PrivacyNotice.Create().SetID(idOr(tx, req.GetPrivacyNoticeId())).SetPurpose(stored(want.GetPurpose())).SetEdition(edition).
			SetBasis(stored(want.GetBasis())).SetLegalSource(want.GetLegalSource()).SetRetentionDays(int(want.GetRetentionDays())).
			SetTextZh(want.GetTextZh()).SetTextEn(want.GetTextEn()).SetPublisherID(access.From(ctx).Person).Save(ctx)
		if err != nil {
			return nil, err
		}
		facts := map[string]any{"purpose": row.Purpose, "edition": row.Edition, "basis": row.Basis, "retention_days": row.RetentionDays}
		tx.Audit(db.Audit{Action: permitPublish, Object: privacyNoticeName(row.ID), After: facts})
		tx.Emit(db.Event{Type: "haolinju.privacy.privacy_notice.published.v1", Subject: privacyNoticeName(row.ID), Data: facts})
		return privacyNoticeToProto(row), nil
	})
}
