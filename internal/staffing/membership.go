package staffing

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/person"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
	"github.com/haolinju/haolinju/internal/platform/tree"
)

// MembershipSpec is a membership to be entered.
type MembershipSpec struct {
	ID     uuid.UUID // made by the server when Nil
	Person uuid.UUID
	Unit   uuid.UUID
	Role   string
	From   time.Time  // now when zero
	Until  *time.Time // nil while no end is known
	Area   uuid.UUID  // only matters that lie there or below; Nil for everywhere

	Categories []uuid.UUID // only matters of these or below; all when empty
}

// AddMembership gives a person a role in a unit.
func AddMembership(ctx context.Context, tx *db.Tx, spec MembershipSpec) (*ent.Membership, error) {
	if exists, err := tx.Person.Query().Where(person.ID(spec.Person)).Exist(ctx); err != nil {
		return nil, err
	} else if !exists {
		return nil, name.Unknown("membership.person", "persons", spec.Person)
	}
	if err := unitExists(ctx, tx, "parent", spec.Unit); err != nil {
		return nil, err
	}
	r, err := roleOf(ctx, tx, spec.Role)
	if err != nil {
		return nil, err
	}
	if err := limitsExist(ctx, tx, spec); err != nil {
		return nil, err
	}
	if spec.ID == uuid.Nil {
		spec.ID = tx.NewID()
	}
	if spec.From.IsZero() {
		spec.From = tx.Now()
	}
	if spec.Until != nil && !spec.Until.After(spec.From) {
		return nil, ErrMembershipSpan.On("membership.valid_to")
	}
	create := tx.Membership.Create().SetID(spec.ID).SetPersonID(spec.Person).SetUnitID(spec.Unit).SetRole(spec.Role).
		SetValidFrom(spec.From).SetNillableValidTo(spec.Until).SetNillableDuty(r.Duty)
	if spec.Area != uuid.Nil {
		create.SetAreaID(spec.Area)
	}
	if len(spec.Categories) > 0 {
		create.SetCategories(spec.Categories)
	}
	m, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	record(tx, "created", nil, m)
	return m, nil
}

// limitsExist is nil where area and categories are of the district.
func limitsExist(ctx context.Context, tx *db.Tx, spec MembershipSpec) error {
	if spec.Area != uuid.Nil {
		if err := unitExists(ctx, tx, "membership.area", spec.Area); err != nil {
			return err
		}
	}
	known, err := tx.Category.Query().Where(category.IDIn(spec.Categories...), softdelete.Kept[predicate.Category]()).IDs(ctx)
	if err != nil {
		return err
	}
	for i, id := range spec.Categories {
		if !slices.Contains(known, id) {
			return name.Unknown(fault.Item("membership.categories", i), "categories", id)
		}
	}
	return nil
}

// roleOf is the role with a code.
func roleOf(ctx context.Context, tx *db.Tx, code string) (*ent.Role, error) {
	r, err := tx.Role.Query().Where(role.Code(code)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, ErrRoleUnknown.On("membership.role")
	}
	return r, err
}

// mayHandle refuses a caller who would give or take a role in a unit that reaches further than he does.
func mayHandle(ctx context.Context, tx *db.Tx, code string, unit uuid.UUID) error {
	var r *ent.Role
	var below []uuid.UUID
	if err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			r, err = roleOf(ctx, tx, code)
			return err
		},
		func(ctx context.Context) (err error) {
			below, err = tree.Below(ctx, tx, tree.Units, unit)
			return err
		}); err != nil {
		return err
	}
	if !withinReach(access.ReachOf(ctx), r.Permissions, unit, below, access.From(ctx).Reach) {
		return ErrRoleTooWide.With("role", code)
	}
	return nil
}

// record queues what is told of a change of a membership: audit row, event, and whose access it changes.
func record(tx *db.Tx, verb string, before, after *ent.Membership) {
	told := func(m *ent.Membership) map[string]any {
		if m == nil {
			return nil
		}
		return map[string]any{"person": name.Of("persons", m.PersonID), "unit": name.Of("units", m.UnitID),
			"role": m.Role, "valid_from": m.ValidFrom, "valid_to": m.ValidTo,
			"area": name.OrEmpty("units", m.AreaID), "categories": name.List("categories", m.Categories)}
	}
	object := name.Of(name.Of("units", after.UnitID)+"/memberships", after.ID)
	tx.AccessChanged(after.PersonID)
	tx.Audit(db.Audit{Action: "directory.membership.manage", Object: object, Before: told(before), After: told(after)})
	tx.Emit(db.Event{Type: "haolinju.directory.membership." + verb + ".v1", Subject: object,
		Units: []uuid.UUID{after.UnitID}, Data: told(after)})
}

// unitExists is nil for a unit of the district, else the answer for an unknown one.
func unitExists(ctx context.Context, tx *db.Tx, field string, id uuid.UUID) error {
	exists, err := tx.Unit.Query().Where(unit.ID(id)).Exist(ctx)
	if err == nil && !exists {
		return name.Unknown(field, "units", id)
	}
	return err
}
