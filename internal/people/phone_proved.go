package people

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PhoneProved confirms that a person holds his telephone, as a code sent to it has shown. What is confirmed stays as it is until its end.
func (s *Service) PhoneProved(ctx context.Context, tx *db.Tx, person uuid.UUID) error {
	holds, err := tx.Verification.Query().Where(verification.PersonID(person), verification.Level(string(Phone)), verification.State(string(Confirmed)),
		verification.Or(verification.ValidToIsNil(), verification.ValidToGT(tx.Now()))).Exist(ctx)
	if err != nil || holds {
		return err
	}
	v, err := s.request(ctx, tx, person, "", claim{level: Phone, evidence: "SMS_CODE"})
	if err != nil {
		return err
	}
	_, err = confirm(ctx, tx, v, nil, nil)
	return err
}
