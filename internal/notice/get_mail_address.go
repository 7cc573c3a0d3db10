package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetMailAddress returns the mail address of the caller.
func (s *Service) GetMailAddress(ctx context.Context, _ *noticev1.GetMailAddressRequest) (*noticev1.MailAddress, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.MailAddress, error) {
		row, clear, err := s.mailAddress(ctx, tx, false)
		if err != nil {
			return nil, err
		}
		return toMailAddress(row, clear), nil
	})
}
