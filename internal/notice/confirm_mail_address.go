package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent/mailaddress"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ConfirmMailAddress proves that the caller reads what is sent to his address. A wrong guess is kept, and so counts.
func (s *Service) ConfirmMailAddress(ctx context.Context, req *noticev1.ConfirmMailAddressRequest) (*noticev1.MailAddress, error) {
	person := access.From(ctx).Person
	address, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.MailAddress, error) {
		row, clear, err := s.mailAddress(ctx, tx, true)
		if err != nil {
			return nil, err
		}
		right := row.ConfirmTime != nil
		if !right {
			if right, err = s.Codes.RedeemAddressCode(ctx, tx, person, clear, req.GetCode()); err != nil {
				return nil, err
			}
		}
		tx.Audit(db.Audit{Action: permitSetMail, Object: mailAddressName(person), After: map[string]any{"confirmed": right}})
		if !right {
			return &noticev1.MailAddress{}, nil
		}
		if row.ConfirmTime == nil {
			if err := tx.MailAddress.Update().Where(mailaddress.ID(person)).SetConfirmTime(tx.Now()).Exec(ctx); err != nil {
				return nil, err
			}
			if row, clear, err = s.mailAddress(ctx, tx, false); err != nil {
				return nil, err
			}
		}
		return toMailAddress(row, clear), nil
	})
	if err == nil && address.GetConfirmTime() == nil {
		return nil, ErrMailCode.On("code")
	}
	return address, err
}
