package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent/mailaddress"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
)

// ForgetMailAddress deletes the address of the caller.
func (s *Service) ForgetMailAddress(ctx context.Context, req *noticev1.ForgetMailAddressRequest) (*noticev1.ForgetMailAddressResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.ForgetMailAddressResponse, error) {
		row, _, err := s.mailAddress(ctx, tx, true)
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		_, err = tx.MailAddress.Delete().Where(mailaddress.ID(row.ID)).Exec(ctx)
		tx.Audit(db.Audit{Action: permitSetMail, Object: mailAddressName(row.ID), Before: map[string]any{"confirmed": row.ConfirmTime != nil}})
		return &noticev1.ForgetMailAddressResponse{}, err
	})
}
