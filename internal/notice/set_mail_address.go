package notice

import (
	"context"
	"errors"
	"time"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/mailaddress"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/mail"
)

// SetMailAddress makes an address that of the caller and sends a code to it. The mail leaves when the code is stored: a
// repeated transaction sends none twice.
func (s *Service) SetMailAddress(ctx context.Context, req *noticev1.SetMailAddressRequest) (*noticev1.SetMailAddressResponse, error) {
	if s.Mail == nil {
		return nil, ErrChannelOff
	}
	person, language := access.From(ctx).Person, fault.LanguageOf(ctx)
	var letter mail.Message
	var made *noticev1.SetMailAddressResponse
	answer, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.SetMailAddressResponse, error) {
		code, lifetime, err := s.Codes.NewAddressCode(ctx, tx, person, req.GetMailAddress())
		if err != nil {
			return nil, err
		}
		words, err := codeWords.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		sealed, err := s.Keeper.Seal(mailColumn, tx.Tenant(), person, req.GetMailAddress())
		if err != nil {
			return nil, err
		}
		row, err := keepMailAddress(ctx, tx, sealed, language)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitSetMail, Object: mailAddressName(person), After: map[string]any{"language": language, "confirmed": false}})
		letter = mail.Message{ID: tx.NewID().String(), To: req.GetMailAddress(), Subject: in(language, words.Title),
			Text: in(language, words.Text) + "\n\n" + code}
		made = &noticev1.SetMailAddressResponse{MailAddress: toMailAddress(row, req.GetMailAddress()), ExpiresIn: int32(lifetime / time.Second)}
		return made, nil
	})
	if err != nil || made == nil { // the mail of an answer that is given again has left with it
		return answer, err
	}
	if err := s.Mail.Send(ctx, letter); err != nil {
		refused := ErrMailUnavailable
		if errors.Is(err, mail.ErrRefused) {
			refused = ErrMailRefused.On("mail_address")
		}
		return nil, errors.Join(refused.Because(err), s.DB.ForgetKey(ctx))
	}
	return answer, nil
}

// keepMailAddress puts an address, not confirmed, in place of the one that the caller has.
func keepMailAddress(ctx context.Context, tx *db.Tx, sealed []byte, language string) (*ent.MailAddress, error) {
	person := access.From(ctx).Person
	n, err := tx.MailAddress.Update().Where(mailaddress.ID(person)).SetAddressCipher(sealed).SetLanguage(language).ClearConfirmTime().Save(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return tx.MailAddress.Create().SetID(person).SetAddressCipher(sealed).SetLanguage(language).Save(ctx)
	}
	return tx.MailAddress.Query().Where(mailaddress.ID(person)).Only(ctx)
}
