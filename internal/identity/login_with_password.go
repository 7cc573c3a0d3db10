package identity

import (
	"context"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// LoginWithPassword opens a session for a member of staff.
func (s *Service) LoginWithPassword(ctx context.Context, req *identityv1.LoginWithPasswordRequest) (*identityv1.Tokens, error) {
	p, err := proven(ctx, s, req, func(ctx context.Context, tx *db.Tx, c credential) (pair, *fault.Fault, error) {
		if !c.confirmed {
			enough, err := oneFactorIsEnough(ctx, tx, c.person)
			switch {
			case err != nil:
				return pair{}, nil, err
			case !enough && c.totp != nil:
				return pair{}, nil, ErrTotpRequired
			case !enough:
				return pair{}, nil, ErrTotpNotEnrolled
			}
		}
		p, err := s.open(ctx, tx, login{person: c.person, method: identityv1.Session_METHOD_PASSWORD, device: req.GetDevice(), two: c.confirmed})
		return p, nil, err
	})
	if err != nil {
		return nil, err
	}
	return s.tokens(ctx, p)
}
