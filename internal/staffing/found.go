package staffing

import (
	"context"
	"fmt"
	"slices"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Roles are the grants of the product, which a district is founded with.
type Roles []access.Grant

// Found gives each role of the grants what they allow, but for those that the district has changed itself, and tells
// how many roles were written.
func (grants Roles) Found(ctx context.Context, tx *db.Tx) (int, error) {
	rows, err := tx.Role.Query().All(ctx)
	if err != nil {
		return 0, err
	}
	have := map[string]*ent.Role{}
	for _, r := range rows {
		have[r.Code] = r
	}
	written := 0
	for code, permissions := range bundles(grants) {
		switch r := have[code]; {
		case r == nil:
			err = foundRole(ctx, tx, code, permissions)
		case r.Edited, slices.Equal(r.Permissions, permissions):
			continue
		default:
			err = refound(ctx, tx, r, permissions)
		}
		if err != nil {
			return written, err
		}
		written++
	}
	return written, nil
}

func foundRole(ctx context.Context, tx *db.Tx, code string, permissions []schema.Permission) error {
	duty, err := dutyOf(permissions)
	if err != nil {
		return fmt.Errorf("role %s: %w", code, err)
	}
	r, err := tx.Role.Create().SetID(tx.NewID()).SetCode(code).SetName(roleNames[code]).SetPermissions(permissions).
		SetNillableDuty(duty).Save(ctx)
	if err != nil {
		return err
	}
	return enter(ctx, tx, r)
}

// refound gives a role what the grants of this version of the product allow it.
func refound(ctx context.Context, tx *db.Tx, r *ent.Role, permissions []schema.Permission) error {
	if err := changeRole(ctx, tx, r, tx.Role.Update(), permissions); err != nil {
		return err
	}
	after, err := findRole(ctx, tx.Role.Query(), r.ID)
	if err != nil {
		return err
	}
	_, err = revision.Set(ctx, tx, revision.Change{Record: revised(r.ID),
		Fields: map[string]any{role.FieldPermissions: permissions, role.FieldDuty: after.Duty}})
	return err
}

// bundles are the permissions of each role, each once, in order.
func bundles(grants []access.Grant) map[string][]schema.Permission {
	all := map[string][]schema.Permission{}
	for _, g := range grants {
		all[g.Role] = append(all[g.Role], schema.Permission{Permission: g.Permission, Scope: wire.Word(g.Scope)})
	}
	for code, permissions := range all {
		all[code] = ordered(permissions)
	}
	return all
}
