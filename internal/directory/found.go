package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/district"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// firstTest is the smallest number of a tenant made for tests (tenant_test_ids_from_900000).
const firstTest = 900000

// settled is the day from which initial settings hold: before anything that a district may enter with an earlier date.
var settled = time.Date(2000, 1, 1, 0, 0, 0, 0, clock.Zone)

// Roles founds the roles of a district in the caller's transaction and tells how many it wrote.
type Roles interface {
	Found(ctx context.Context, tx *db.Tx) (int, error)
}

// Found makes a district ready for work: its tenant row, its root unit, the roles, and the declared settings. What exists is
// left as it is, but for what Roles says. The name is that of a district that there is not yet.
func Found(ctx context.Context, d *db.DB, tenant int, name string, roles Roles) error {
	if tenant < 100000 || tenant > 999999 {
		return fmt.Errorf("tenant %d: must be a division code of 6 digits, or 900000 and up for a test", tenant)
	}
	ctx = access.AsSystem(ctx, tenant)
	_, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		return struct{}{}, found(ctx, tx, name, roles)
	})
	return err
}

// FoundAnew does the same in each district that there is: what this version founds one with may be more than the last did.
func FoundAnew(ctx context.Context, d *db.DB, roles Roles) error {
	tenants, err := db.Tenants(ctx, d)
	if err != nil {
		return err
	}
	for _, tenant := range tenants {
		if err := Found(ctx, d, tenant, "", roles); err != nil {
			return fmt.Errorf("district %d: %w", tenant, err)
		}
	}
	return nil
}

func found(ctx context.Context, tx *db.Tx, called string, offices Roles) error {
	at, err := lockTree(ctx, tx)
	if err != nil {
		return err
	}
	root, err := foundRoot(ctx, tx, at, called)
	if err != nil {
		return err
	}
	roles, err := offices.Found(ctx, tx)
	if err != nil {
		return err
	}
	settings, err := setting.Found(ctx, tx, settled)
	if err != nil {
		return err
	}
	if root == uuid.Nil && roles == 0 && settings == 0 {
		return db.ErrNothing
	}
	tx.Audit(db.Audit{Action: "directory.district.found", Object: fmt.Sprintf("tenants/%d", tx.Tenant()),
		After: map[string]any{"new": root != uuid.Nil, "roles": roles, "settings": settings}})
	return nil
}

// foundRoot writes the tenant row and the district's own unit; Nil where both exist.
func foundRoot(ctx context.Context, tx *db.Tx, at time.Time, called string) (uuid.UUID, error) {
	code, kind := fmt.Sprintf("%06d", tx.Tenant()), "REAL"
	if tx.Tenant() >= firstTest {
		kind = "TEST"
	}
	exists, err := tx.District.Query().Where(district.ID(tx.Tenant())).Exist(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	if !exists {
		if err := tx.District.Create().SetID(tx.Tenant()).SetDivisionCode(code).SetName(called).SetKind(kind).
			SetCreateTime(tx.Now()).Exec(ctx); err != nil {
			return uuid.Nil, err
		}
	}
	if exists, err = tx.Unit.Query().Where(unit.ParentIDIsNil()).Exist(ctx); err != nil || exists {
		return uuid.Nil, err
	}
	u, err := newUnit(tx, UnitSpec{Name: called, Kind: directoryv1.Unit_KIND_DISTRICT, Code: code}, nil).Save(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	tx.Emit(db.Event{Type: "haolinju.directory.unit.created.v1", Subject: name.Of("units", u.ID),
		Units: []uuid.UUID{u.ID}, Data: unitRecord(u)})
	return u.ID, newSpan(tx, u, at).Exec(ctx)
}
