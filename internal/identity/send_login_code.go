package identity

import (
	"context"
	"errors"
	"strconv"
	"time"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/phone"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// SendLoginCode sends a code to a telephone. The message leaves when the code is stored: a repeated transaction sends none
// twice.
func (s *Service) SendLoginCode(ctx context.Context, req *identityv1.SendLoginCodeRequest) (*identityv1.SendLoginCodeResponse, error) {
	if s.SMS == nil {
		return nil, ErrMethodOff
	}
	number, err := phone.E164(req.GetPhone())
	if err != nil {
		return nil, err
	}
	code := newCode()
	answer, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*identityv1.SendLoginCodeResponse, error) {
		if err := founded(ctx, tx); err != nil {
			return nil, err
		}
		regions, err := codeRegions.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		if !phone.TakesMessages(number, regions) {
			return nil, ErrPhoneRegion.On("phone")
		}
		interval, err := s.takeCode(ctx, tx, number)
		if err != nil {
			return nil, err
		}
		minutes, err := codeMinutes.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: "identity.code.send", Object: "loginCodes", After: map[string]any{"send_time": tx.Now()}})
		return &identityv1.SendLoginCodeResponse{ExpiresIn: int32(minutes * 60), ResendIn: int32(interval)},
			s.keepCode(ctx, tx, purposeLogin, number, code, time.Duration(minutes)*time.Minute)
	})
	if err != nil {
		return nil, err
	}
	if _, err := s.SMS.Send(ctx, sms.Message{To: number, Template: sms.LoginCode, Parameters: map[string]string{
		"code": code, "minutes": strconv.Itoa(int(answer.GetExpiresIn() / 60))}}); errors.Is(err, sms.ErrRefused) {
		return nil, ErrPhoneRegion.On("phone").Because(err)
	} else if err != nil {
		return nil, ErrMessageUnavailable.Because(err)
	}
	return answer, nil
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
	for _, b := range []budget{
		{codePerAddress, s.key(tx, "address", network(tx.Origin())), perAddress, time.Hour, ErrCodeLimit},
		{codeInterval, of, 1, time.Duration(seconds) * time.Second, ErrCodeLimit},
		{codePerNumber, of, perNumber, 24 * time.Hour, ErrCodeLimit},
		{codePerTenant, []byte{}, perTenant, 24 * time.Hour, ErrCodeLimit},
	} {
		if err := charge(ctx, tx, b); err != nil {
			return 0, err
		}
	}
	return seconds, nil
}
