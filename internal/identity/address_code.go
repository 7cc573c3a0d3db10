package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// purposeMail is a code that proves who reads the mail of an address.
const purposeMail = "MAIL"

// NewAddressCode makes a code by which a person proves to read what is sent to an address, in place of the one before it. Its
// lifetime and its budgets are those of codes to sign in with.
func (s *Service) NewAddressCode(ctx context.Context, tx *db.Tx, person uuid.UUID, address string) (code string, lifetime time.Duration, err error) {
	if _, err := s.takeCode(ctx, tx, address); err != nil {
		return "", 0, err
	}
	minutes, err := codeMinutes.At(ctx, tx, tx.Now())
	if err != nil {
		return "", 0, err
	}
	code, lifetime = newCode(), time.Duration(minutes)*time.Minute
	return code, lifetime, s.keepCode(ctx, tx, purposeMail, person.String()+" "+address, code, lifetime)
}

// RedeemAddressCode uses such a code up, or counts a wrong guess.
func (s *Service) RedeemAddressCode(ctx context.Context, tx *db.Tx, person uuid.UUID, address, code string) (bool, error) {
	return s.redeem(ctx, tx, purposeMail, person.String()+" "+address, code)
}
