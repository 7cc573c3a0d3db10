package identity

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/phone"
)

// LoginWithCode opens a session by a code that was sent to a telephone.
func (s *Service) LoginWithCode(ctx context.Context, req *identityv1.LoginWithCodeRequest) (*identityv1.Tokens, error) {
	number, err := phone.E164(req.GetPhone())
	if err != nil {
		return nil, err
	}
	return s.signIn(ctx, func(ctx context.Context, tx *db.Tx) (login, error) {
		right, err := s.redeem(ctx, tx, purposeLogin, number, req.GetCode())
		if err != nil || !right {
			return login{refused: ErrCodeWrong}, err
		}
		person, err := s.Residents.ResidentByPhone(ctx, tx, number)
		if err != nil {
			return login{}, err
		}
		return login{person: person, method: identityv1.Session_METHOD_CODE, device: req.GetDevice()}, s.Phones.PhoneProved(ctx, tx, person)
	})
}
