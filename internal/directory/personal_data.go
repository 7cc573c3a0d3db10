package directory

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PersonalData is what the directory holds of a person: name, telephone, memberships.
type PersonalData struct{ *Service }

// OpenMatters are the offices that a person holds: they end before he is erased.
func (PersonalData) OpenMatters(ctx context.Context, tx *db.Tx, of uuid.UUID) (open []string, err error) {
	rows, err := tx.Membership.Query().Where(membership.PersonID(of), membership.RoleNEQ(access.Resident),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).All(ctx)
	for _, m := range rows {
		open = append(open, name.Of(name.Of("units", m.UnitID)+"/memberships", m.ID))
	}
	return open, err
}

// ExportPerson gives name, telephone and memberships.
func (d PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, of uuid.UUID) (any, error) {
	p, err := tx.Person.Get(ctx, of)
	if err != nil {
		return nil, err
	}
	clearName, phone, err := d.open(tx.Tenant(), p)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Membership.Query().Where(membership.PersonID(of)).All(ctx)
	if err != nil {
		return nil, err
	}
	memberships := []any{}
	for _, m := range rows {
		memberships = append(memberships, map[string]any{"unit": name.Of("units", m.UnitID), "role": m.Role, "valid_from": m.ValidFrom, "valid_to": m.ValidTo})
	}
	return map[string]any{"name": clearName, "phone": phone, "memberships": memberships}, nil
}

// ErasePerson leaves the id as a pseudonym: the name becomes empty, the telephone goes, memberships end.
func (d PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, of uuid.UUID) (int64, error) {
	cipher, err := d.Keeper.Seal(PersonName, tx.Tenant(), of, "")
	if err != nil {
		return 0, err
	}
	if _, err := tx.Person.Update().Where(person.ID(of)).SetNameCipher(cipher).ClearPhoneCipher().ClearPhoneIndex().Save(ctx); err != nil {
		return 0, err
	}
	n, err := tx.Membership.Update().Where(membership.PersonID(of), membership.ValidFromLTE(tx.Now()),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).SetValidTo(tx.Now()).Save(ctx)
	tx.AccessChanged(of)
	return int64(n) + 1, err
}
