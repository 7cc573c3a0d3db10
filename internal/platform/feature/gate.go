package feature

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Gate knows which features are on, as the settings say. It is safe for concurrent use.
type Gate struct{ db *db.DB }

// NewGate makes a gate over the switches of a database.
func NewGate(d *db.DB) *Gate { return &Gate{db: d} }

// Open passes where the feature is on in the tenant, and is ErrDisabled where it is off.
func (g *Gate) Open(ctx context.Context, tenant int, name string) error {
	on, err := db.Read(access.AsSystem(ctx, tenant), g.db, declared[name].enabled)
	if err == nil && !on {
		return ErrDisabled.With("feature", name)
	}
	return err
}

// Read tells which features are on in a tenant.
func (g *Gate) Read(ctx context.Context, tenant int) (map[string]bool, error) {
	return db.Read(access.AsSystem(ctx, tenant), g.db, func(ctx context.Context, tx *db.Tx) (on map[string]bool, err error) {
		on = map[string]bool{}
		for name, s := range declared {
			if on[name], err = s.enabled(ctx, tx); err != nil {
				return nil, err
			}
		}
		return on, nil
	})
}

// enabled says whether the feature is on now; one without a row stands as it was declared.
func (s Switch) enabled(ctx context.Context, tx *db.Tx) (bool, error) {
	on, found, err := s.setting.Find(ctx, tx, tx.Now())
	if !found {
		on = s.on
	}
	return on, err
}
