package staffing

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/substitution"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PersonalData is what is held of a person here: his memberships, and for whom he stood in or who for him.
type PersonalData struct{}

// OpenMatters are the offices that a person holds: they end before he is erased.
func (PersonalData) OpenMatters(ctx context.Context, tx *db.Tx, of uuid.UUID) (open []string, err error) {
	rows, err := tx.Membership.Query().Where(membership.PersonID(of), membership.RoleNEQ(access.Resident),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).All(ctx)
	for _, m := range rows {
		open = append(open, name.Of(name.Of("units", m.UnitID)+"/memberships", m.ID))
	}
	return open, err
}

// ExportPerson gives the memberships, and the substitutions with why he was absent.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, of uuid.UUID) (any, error) {
	rows, err := tx.Membership.Query().Where(membership.PersonID(of)).All(ctx)
	memberships := []any{}
	for _, m := range rows {
		memberships = append(memberships, map[string]any{"unit": name.Of("units", m.UnitID), "role": m.Role, "valid_from": m.ValidFrom, "valid_to": m.ValidTo})
	}
	if err != nil {
		return nil, err
	}
	stood, err := tx.Substitution.Query().Where(substitution.Or(substitution.PersonID(of), substitution.SubstituteID(of))).All(ctx)
	substitutions := []any{}
	for _, s := range stood {
		told := map[string]any{"membership": officeOf(s), "absent": s.PersonID == of, "valid_from": s.ValidFrom, "valid_to": s.ValidTo}
		if s.PersonID == of {
			told["reason"] = s.Reason
		}
		substitutions = append(substitutions, told)
	}
	return map[string]any{"memberships": memberships, "substitutions": substitutions}, err
}

// ErasePerson ends the memberships, and forgets why he was absent.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, of uuid.UUID) (int64, error) {
	n, err := tx.Membership.Update().Where(membership.PersonID(of), membership.ValidFromLTE(tx.Now()),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).SetValidTo(tx.Now()).Save(ctx)
	if err != nil {
		return 0, err
	}
	tx.AccessChanged(of)
	reasons, err := tx.Substitution.Update().Where(substitution.PersonID(of), substitution.ReasonNEQ("")).SetReason("").Save(ctx)
	return int64(n + reasons), err
}
