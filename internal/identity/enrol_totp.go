package identity

import (
	"context"

	"github.com/pquerna/otp/totp"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// totpIssuer is what the authenticator calls the system.
const totpIssuer = "好邻居"

// EnrolTotp gives a member of staff a new authenticator, which counts from the first sign-in with its digits.
func (s *Service) EnrolTotp(ctx context.Context, req *identityv1.EnrolTotpRequest) (*identityv1.EnrolTotpResponse, error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: totpIssuer, AccountName: req.GetProof().GetUsername(),
		Period: totpPeriod, Digits: totpDigits, Algorithm: totpAlgorithm})
	if err != nil {
		return nil, err
	}
	codes := newRecoveryCodes()
	return proven(ctx, s, req.GetProof(), func(ctx context.Context, tx *db.Tx, c credential) (*identityv1.EnrolTotpResponse, *fault.Fault, error) {
		if err := dropTotp(ctx, tx, c.person); err != nil {
			return nil, nil, err
		}
		sealed, err := s.Keeper.Seal(totpSecret, tx.Tenant(), c.person, key.Secret())
		if err != nil {
			return nil, nil, err
		}
		if _, err := tx.Exec(ctx, "update credential set totp_cipher = $3 where tenant_id = $1 and id = $2", tx.Tenant(), c.person, sealed); err != nil {
			return nil, nil, err
		}
		for _, code := range codes {
			if _, err := tx.Exec(ctx, "insert into recovery_code (tenant_id, credential_id, digest) values ($1, $2, $3)",
				tx.Tenant(), c.person, s.recoveryDigest(tx, c.person, code)); err != nil {
				return nil, nil, err
			}
		}
		tx.Audit(db.Audit{Action: "identity.totp.enrol", Object: personObject(c.person), After: map[string]any{"recovery_codes": len(codes)}})
		return &identityv1.EnrolTotpResponse{Uri: key.URL(), RecoveryCodes: codes}, nil, nil
	})
}
