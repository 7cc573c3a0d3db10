package identity

import (
	"context"
	"crypto/rand"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// totpSecret is the secret of an authenticator.
var totpSecret = crypto.Column{Table: "credential", Name: "totp"}

// What every authenticator understands (RFC 6238).
const (
	totpPeriod    = 30 // seconds
	totpDigits    = otp.DigitsSix
	totpAlgorithm = otp.AlgorithmSHA1
)

// Recovery codes: 80 random bits each.
const (
	recoveryCodes      = 10
	recoveryCodeLength = 16
)

// redeemTotp uses up the digits that came along, or a recovery code. Whoever has a confirmed authenticator must give them.
func (s *Service) redeemTotp(ctx context.Context, tx *db.Tx, c *credential, digits string) (refused *fault.Fault, err error) {
	switch {
	case c.totp == nil || digits == "" && !c.confirmed:
		return nil, nil
	case digits == "":
		return nil, ErrTotpRequired
	}
	right, err := false, error(nil)
	if len(digits) == recoveryCodeLength {
		right, err = s.redeemRecoveryCode(ctx, tx, c, digits)
	} else {
		right, err = s.redeemDigits(ctx, tx, c, digits)
	}
	if err != nil || right {
		return nil, err
	}
	return ErrTotpWrong, nil
}

// redeemDigits takes the digits of now, or of the period before or after, unless those or later ones are used.
func (s *Service) redeemDigits(ctx context.Context, tx *db.Tx, c *credential, digits string) (bool, error) {
	secret, err := s.Keeper.Open(totpSecret, tx.Tenant(), c.person, c.totp)
	if err != nil {
		return false, err
	}
	now := tx.Now().Unix() / totpPeriod
	for step := max(now-1, c.step+1); step <= now+1; step++ {
		right, err := totp.ValidateCustom(digits, secret, time.Unix(step*totpPeriod, 0),
			totp.ValidateOpts{Period: totpPeriod, Digits: totpDigits, Algorithm: totpAlgorithm})
		if err != nil {
			return false, err
		}
		if !right {
			continue
		}
		if !c.confirmed {
			tx.Audit(db.Audit{Action: "identity.totp.confirm", Object: personObject(c.person), After: map[string]any{"confirm_time": tx.Now()}})
		}
		c.step, c.confirmed = step, true
		_, err = tx.Exec(ctx, `update credential set totp_step = $3, totp_confirm_time = coalesce(totp_confirm_time, $4), update_time = $4
			where tenant_id = $1 and id = $2`, tx.Tenant(), c.person, step, tx.Now())
		return true, err
	}
	return false, nil
}

// redeemRecoveryCode uses up a recovery code; they stand in for an authenticator that was confirmed.
func (s *Service) redeemRecoveryCode(ctx context.Context, tx *db.Tx, c *credential, code string) (bool, error) {
	if !c.confirmed {
		return false, nil
	}
	n, err := tx.Exec(ctx, "delete from recovery_code where tenant_id = $1 and credential_id = $2 and digest = $3",
		tx.Tenant(), c.person, s.recoveryDigest(tx, c.person, code))
	if err == nil && n == 1 {
		tx.Audit(db.Audit{Action: "identity.recovery_code.use", Object: personObject(c.person), After: map[string]any{"use_time": tx.Now()}})
	}
	return n == 1, err
}

func (s *Service) recoveryDigest(tx *db.Tx, person uuid.UUID, code string) []byte {
	return s.mac(tx, "recovery code", person.String(), code)
}

func newRecoveryCodes() (codes []string) {
	for range recoveryCodes {
		codes = append(codes, rand.Text()[:recoveryCodeLength])
	}
	return codes
}

// dropTotp takes authenticator and recovery codes away.
func dropTotp(ctx context.Context, tx *db.Tx, person uuid.UUID) error {
	if _, err := tx.Exec(ctx, "delete from recovery_code where tenant_id = $1 and credential_id = $2", tx.Tenant(), person); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `update credential set totp_cipher = null, totp_confirm_time = null, totp_step = 0, update_time = $3
		where tenant_id = $1 and id = $2`, tx.Tenant(), person, tx.Now()); err != nil {
		return err
	}
	tx.Audit(db.Audit{Action: "identity.totp.drop", Object: personObject(person), After: map[string]any{"drop_time": tx.Now()}})
	return nil
}
