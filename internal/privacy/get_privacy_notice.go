package privacy

import (
	"context"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/privacynotice"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetPrivacyNotice returns one edition of a notice.
func (s *Service) GetPrivacyNotice(ctx context.Context, req *privacyv1.GetPrivacyNoticeRequest) (*privacyv1.PrivacyNotice, error) {
	ids, err := name.Parse("privacyNotices/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*privacyv1.PrivacyNotice, error) {
		row, err := tx.PrivacyNotice.Query().Where(privacynotice.ID(ids[0])).Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		return privacyNoticeToProto(row), nil
	})
}
