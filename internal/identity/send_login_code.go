package identity

import (
	"context"
	"errors"
	"strconv"
	"time"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/budget"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/phone"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// SendLoginCode sends a code to a telephone. The message leaves when the code is stored: a repeated transaction sends none
// twice.
func (s *Service) SendLoginCode(ctx context.Context, req *identityv1.SendLoginCodeRequest) (*identityv1.SendLoginCodeResponse, error) {
	number, err := phone.E164(req.GetPhone())
	if err != nil {
		return nil, err
	}
	var code string
	answer, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.SendLoginCodeResponse, error) {
		if err := founded(ctx, tx); err != nil {
			return nil, err
		}
		offered, expires, resend, err := s.OfferCode(ctx, tx, purposeLogin, number)
		code = offered
		return &identityv1.SendLoginCodeResponse{ExpiresIn: int32(expires.Seconds()), ResendIn: int32(resend.Seconds())}, err
	})
	if err != nil {
		return nil, err
	}
	return answer, s.SendCode(ctx, number, sms.LoginCode, map[string]string{"code": code, "minutes": strconv.Itoa(int(answer.GetExpiresIn() / 60))})
}

// OfferCode stores a new code for a purpose and a number in E.164, to be sent when the transaction is over. It tells how long
// the code lives and until when the number gets no other.
func (s *Service) OfferCode(ctx context.Context, tx *db.Tx, purpose, number string) (code string, expires, resend time.Duration, err error) {
	if s.SMS == nil {
		return "", 0, 0, ErrMethodOff
	}
	regions, err := codeRegions.At(ctx, tx, tx.Now())
	if err != nil {
		return "", 0, 0, err
	}
	if !phone.TakesMessages(number, regions) {
		return "", 0, 0, ErrPhoneRegion.On("phone")
	}
	seconds, err := s.takeCode(ctx, tx, number)
	if err != nil {
		return "", 0, 0, err
	}
	minutes, err := codeMinutes.At(ctx, tx, tx.Now())
	if err != nil {
		return "", 0, 0, err
	}
	tx.Audit(db.Audit{Action: "identity.code.send", Object: "loginCodes", After: map[string]any{"send_time": tx.Now()}})
	code, expires = newCode(), time.Duration(minutes)*time.Minute
	return code, expires, time.Duration(seconds) * time.Second, s.keepCode(ctx, tx, purpose, number, code, expires)
}

// SendCode sends the message with a code. Where that fails the call is as if it had not been: repeated with its key it sends another one.
func (s *Service) SendCode(ctx context.Context, number, template string, parameters map[string]string) error {
	_, err := s.SMS.Send(ctx, sms.Message{To: number, Template: template, Parameters: parameters})
	if err == nil {
		return nil
	}
	refused := ErrMessageUnavailable
	if errors.Is(err, sms.ErrRefused) {
		refused = ErrPhoneRegion.On("phone")
	}
	return errors.Join(refused.Because(err), s.DB.ForgetKey(ctx))
}

// takeCode uses the budgets of a code, that of the district last because all others wait for it, and gives the seconds until
// the number may have another.
func (s *Service) takeCode(ctx context.Context, tx *db.Tx, number string) (seconds int, err error) {
	if seconds, err = codeSeconds.At(ctx, tx, tx.Now()); err != nil {
		return 0, err
	}
	perAddress, err := codesPerAddress.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	perNumber, err := codesPerNumber.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	perTenant, err := codesPerTenant.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	of := s.key(tx, "number", number)
	if err := budget.Charge(ctx, tx,
		budget.Budget{Kind: codePerAddress, Key: s.key(tx, "address", network(tx.Origin())), Limit: perAddress, Window: time.Hour, Spent: ErrCodeLimit},
		budget.Budget{Kind: codeInterval, Key: of, Limit: 1, Window: time.Duration(seconds) * time.Second, Spent: ErrCodeLimit},
		budget.Budget{Kind: codePerNumber, Key: of, Limit: perNumber, Window: 24 * time.Hour, Spent: ErrCodeLimit}); err != nil {
		return 0, err
	}
	return seconds, budget.Charge(ctx, tx, budget.Budget{Kind: codePerTenant, Key: []byte{}, Limit: perTenant, Window: 24 * time.Hour, Spent: ErrCodeLimit})
}
