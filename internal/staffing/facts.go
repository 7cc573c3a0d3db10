package staffing

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/ent/substitution"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Holders are the persons who hold a role in one of some units now, and who stand in for them, each once.
func Holders(ctx context.Context, tx *db.Tx, role string, units []uuid.UUID) ([]uuid.UUID, error) {
	return holders(ctx, tx, membership.Role(role), membership.UnitIDIn(units...))
}

// HoldersAnywhere are those who do so in whatever unit.
func HoldersAnywhere(ctx context.Context, tx *db.Tx, role string) ([]uuid.UUID, error) {
	return holders(ctx, tx, membership.Role(role))
}

// Staff are the persons who hold an office in a unit now, and who stand in for them, each once.
func Staff(ctx context.Context, tx *db.Tx, unit uuid.UUID) ([]uuid.UUID, error) {
	return holders(ctx, tx, membership.UnitID(unit), membership.RoleNEQ(access.Resident))
}

func holders(ctx context.Context, tx *db.Tx, of ...predicate.Membership) ([]uuid.UUID, error) {
	held, err := tx.Membership.Query().Where(of...).Where(membership.ValidFromLTE(tx.Now()),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).Order(page.Oldest).All(ctx)
	if err != nil {
		return nil, err
	}
	var persons, offices []uuid.UUID
	for _, m := range held {
		persons, offices = append(persons, m.PersonID), append(offices, m.ID)
	}
	substitutes, err := tx.Substitution.Query().Where(substitution.MembershipIDIn(offices...), substitution.ValidFromLTE(tx.Now()),
		substitution.ValidToGT(tx.Now())).Order(page.Oldest).All(ctx)
	for _, s := range substitutes {
		persons = append(persons, s.SubstituteID)
	}
	return once(persons), err
}

// once is a list with each person in the place where he first stands.
func once(persons []uuid.UUID) (list []uuid.UUID) {
	for _, p := range persons {
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// SubstitutionFacts decide who reaches a substitution, as reaches reads them.
func SubstitutionFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	s, err := tx.Substitution.Query().Where(substitution.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: readSubstitutions, Owners: []uuid.UUID{s.PersonID, s.SubstituteID}, Units: []uuid.UUID{s.UnitID}}, nil
}

// Parties are who is told of what happens to a substitution: who is absent, and who stands in.
func Parties(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	f, err := SubstitutionFacts(ctx, tx, []uuid.UUID{id})
	return f.Owners, err
}

// MembershipFacts decide who reaches a membership: who reads those of its unit.
func MembershipFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	_, err := tx.Membership.Query().Where(membership.ID(ids[1]), membership.UnitID(ids[0])).OnlyID(ctx)
	return access.Facts{Permission: readMemberships, Units: ids[:1]}, err
}

// RoleFacts decide who reaches a role: who reads those of the district.
func RoleFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	_, err := tx.Role.Query().Where(role.ID(ids[0])).OnlyID(ctx)
	return access.Facts{Permission: readRoles}, err
}
