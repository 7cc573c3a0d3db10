package directory

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what the directory holds of a person: name and telephone.
type PersonalData struct{ *Service }

// OpenMatters are none: a name and a telephone stand against nothing.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives name and telephone.
func (d PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, of uuid.UUID) (any, error) {
	p, err := tx.Person.Get(ctx, of)
	if err != nil {
		return nil, err
	}
	clearName, phone, err := d.open(tx.Tenant(), p)
	return map[string]any{"name": clearName, "phone": phone}, err
}

// ErasePerson leaves the id as a pseudonym: the name becomes empty, the telephone goes.
func (d PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, of uuid.UUID) (int64, error) {
	cipher, err := d.Keeper.Seal(PersonName, tx.Tenant(), of, "")
	if err != nil {
		return 0, err
	}
	n, err := tx.Person.Update().Where(person.ID(of)).SetNameCipher(cipher).ClearPhoneCipher().ClearPhoneIndex().Save(ctx)
	return int64(n), err
}
