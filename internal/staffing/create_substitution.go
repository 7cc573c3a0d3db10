package staffing

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateSubstitution names who acts in an office while its holder is absent.
func (s *Service) CreateSubstitution(ctx context.Context, req *directoryv1.CreateSubstitutionRequest) (*directoryv1.Substitution, error) {
	given := req.GetSubstitution()
	in, err := name.ParseField("substitution.membership", "units/*/memberships/*", given.GetMembership())
	if err != nil {
		return nil, err
	}
	near, err := name.ParseField("substitution.substitute_membership", "units/*/memberships/*", given.GetSubstituteMembership())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Substitution, error) {
		office, err := absence(ctx, tx, in)
		if err != nil {
			return nil, err
		}
		id, err := tx.IDOr(req.GetSubstitutionId())
		if err != nil {
			return nil, err
		}
		create := tx.Substitution.Create().SetID(id).SetMembershipID(office.ID).SetUnitID(office.UnitID).SetPersonID(office.PersonID).
			SetValidFrom(tx.Now()).SetValidTo(*wire.Time(given.GetValidTo())).SetReason(given.GetReason()).SetNillableSetBy(access.PersonOf(ctx))
		if from := wire.Time(given.GetValidFrom()); from != nil {
			create.SetValidFrom(*from)
		}
		if err := fits(ctx, tx, create, office, near, given.GetPermissions()); err != nil {
			return nil, err
		}
		row, err := create.Save(ctx)
		if err != nil {
			return nil, err
		}
		recordSubstitution(tx, "created", nil, row)
		return substitutionToProto(ctx, row), nil
	})
}

// absence is the office for which the caller may name a substitute: his own, or one whose role he might give. Whoever else names
// one waits until it is decided.
func absence(ctx context.Context, tx *db.Tx, in []uuid.UUID) (*ent.Membership, error) {
	office, err := tx.Membership.Query().Where(membership.ID(in[1]), membership.UnitID(in[0])).ForUpdate().Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	reach := access.ReachOf(ctx)
	switch {
	case err == nil && reach.Owns(office.PersonID):
		return office, nil
	case err == nil && reach.Covers(office.UnitID):
		return office, mayHandle(ctx, tx, office.Role, office.UnitID)
	case err == nil && access.ReachFor(ctx, readMemberships).Covers(office.UnitID):
		return nil, fault.ErrDenied
	}
	return nil, name.Unknown("substitution.membership", name.Of("units", in[0])+"/memberships", in[1])
}

// fits completes a substitution by who stands in and what he may do, or refuses what does not fit.
func fits(ctx context.Context, tx *db.Tx, create *ent.SubstitutionCreate, office *ent.Membership, near []uuid.UUID, permissions []string) error {
	by, err := tx.Membership.Query().Where(membership.ID(near[1]), membership.UnitID(near[0])).Only(ctx)
	if ent.IsNotFound(err) { // nobody is told which memberships there are
		return ErrSubstituteUnfit.On("substitution.substitute_membership")
	}
	if err != nil {
		return err
	}
	from, _ := create.Mutation().ValidFrom()
	to, _ := create.Mutation().ValidTo()
	days, err := substitutionDays.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	switch {
	case from.Before(tx.Now()):
		return ErrSubstitutionSpan.On("substitution.valid_from")
	case !to.After(from), to.After(from.AddDate(0, 0, days)):
		return ErrSubstitutionSpan.On("substitution.valid_to").With("days", fmt.Sprint(days))
	}
	beside, err := neighbours(ctx, tx, office.UnitID, by.UnitID)
	if err != nil {
		return err
	}
	if field := unfit(office, by, beside, from); field != "" {
		return ErrSubstituteUnfit.On("substitution." + field)
	}
	if access.From(ctx).Is(by.PersonID) { // by whom he is named: nobody makes himself a substitute
		return ErrSubstituteUnfit.On("substitution.substitute_membership")
	}
	r, err := roleOf(ctx, tx, office.Role)
	if err != nil {
		return err
	}
	if i := unknownTo(r.Permissions, permissions); i >= 0 {
		return ErrPermissionUnknown.On(fault.Item("substitution.permissions", i))
	}
	create.SetSubstituteMembershipID(by.ID).SetSubstituteUnitID(by.UnitID).SetSubstituteID(by.PersonID)
	if len(permissions) > 0 {
		create.SetPermissions(slices.Sorted(slices.Values(permissions)))
	}
	return nil
}

// neighbours says whether two units are the same, or one lies directly below the other.
func neighbours(ctx context.Context, tx *db.Tx, a, b uuid.UUID) (bool, error) {
	if a == b {
		return true, nil
	}
	return tx.Unit.Query().Where(unit.Or(unit.And(unit.ID(a), unit.ParentID(b)), unit.And(unit.ID(b), unit.ParentID(a)))).Exist(ctx)
}
