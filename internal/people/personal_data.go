package people

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/verification"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what people holds of a person: what was believed of him, on which evidence.
type PersonalData struct{ *Service }

// OpenMatters are none: a verification that waits ends with the person.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the verifications with the identity number.
func (d PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Verification.Query().Where(verification.PersonID(person)).Order(ent.Asc(verification.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct{ Level, State, Evidence, IDNumber string }
	verifications := []held{}
	for _, v := range rows {
		h := held{Level: v.Level, State: v.State, Evidence: v.Evidence}
		if len(v.IDNumberCipher) > 0 {
			if h.IDNumber, err = d.Keeper.Open(idNumber, tx.Tenant(), v.ID, v.IDNumberCipher); err != nil {
				return nil, err
			}
		}
		verifications = append(verifications, h)
	}
	return map[string]any{"verifications": verifications}, nil
}

// ErasePerson clears identity numbers and reasons; that there was a verification stays.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	return tx.Exec(ctx, `update verification set id_number_cipher = null, id_number_index = null, decision_reason = '', version = version + 1,
		update_time = $3 where tenant_id = $1 and person_id = $2`, tx.Tenant(), person, tx.Now())
}
