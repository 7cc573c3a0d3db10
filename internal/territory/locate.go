package territory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// Whereabouts is what is known of where something lies, each with the field that says it.
type Whereabouts struct {
	Point      *geo.Point
	Place      *uuid.UUID
	Unit       *uuid.UUID // that was named
	PointField string
	PlaceField string
	UnitField  string
	NoPlace    error  // where the district has no such place
	NoUnit     error  // where it has no such unit
	Filing     string // permission of those who live or work where it may lie, if nothing else is known; empty for nobody
	Staff      bool   // whether he works there, rather than lives
}

// way is a way up to the district, and what it was read from.
type way struct {
	rungs []rung
	by    string
}

// Locate finds the ground: by the boundaries around the point, the registered place and the named unit, the most specific of them,
// which must lie one in the other; else where the caller lives or works; else the district.
func (s *Service) Locate(ctx context.Context, tx *db.Tx, w Whereabouts) (Ground, error) {
	var byLine, byEntry, byWord way
	var registered *ent.Place
	var now *chart
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			if w.Unit != nil {
				byWord, err = named(ctx, tx, *w.Unit, w.UnitField, w.NoUnit)
			}
			return err
		},
		func(ctx context.Context) (err error) {
			if w.Place == nil {
				return nil
			}
			if registered, err = tx.Place.Query().Where(place.ID(*w.Place)).Only(ctx); ent.IsNotFound(err) {
				return w.NoPlace
			} else if err != nil {
				return err
			}
			byEntry.by = byPlace
			byEntry.rungs, err = wayUp(ctx, tx, registered.UnitID)
			return err
		},
		func(ctx context.Context) (err error) {
			if w.Point != nil || w.Place != nil {
				now, err = s.chartAt(ctx, tx, tx.Now())
			}
			return err
		})
	if err != nil {
		return Ground{}, err
	}
	if w.Point == nil && registered != nil && registered.LatitudeE7 != nil {
		w.Point, w.PointField = &geo.Point{LatitudeE7: *registered.LatitudeE7, LongitudeE7: *registered.LongitudeE7}, w.PlaceField
	}
	if w.Point != nil {
		if at, found := now.unitAt(*w.Point, levels...); found {
			byLine.by = byBoundary
			if byLine.rungs, err = wayUp(ctx, tx, at); err != nil {
				return Ground{}, err
			}
		}
	}
	best, together := mostSpecific(byLine, byEntry, byWord)
	switch {
	case !together && len(byEntry.rungs) > 0:
		return Ground{}, ErrElsewhere.On(w.PlaceField)
	case !together:
		return Ground{}, ErrElsewhere.On(w.PointField)
	case len(best.rungs) == 0:
		if best, err = home(ctx, tx, w.Filing, w.Staff); err != nil {
			return Ground{}, err
		}
	}
	return groundOf(best.rungs, best.by, tx.Tenant()), nil
}

// Named is the ground of a unit that was named in a field; none where the district has no such unit.
func (s *Service) Named(ctx context.Context, tx *db.Tx, id uuid.UUID, field string, none error) (Ground, error) {
	way, err := named(ctx, tx, id, field, none)
	if err != nil {
		return Ground{}, err
	}
	return groundOf(way.rungs, way.by, tx.Tenant()), nil
}

func named(ctx context.Context, tx *db.Tx, id uuid.UUID, field string, none error) (way, error) {
	rungs, err := wayUp(ctx, tx, id)
	switch {
	case err != nil:
		return way{}, err
	case len(rungs) == 0:
		return way{}, none
	case levelOf(rungs[0].kind) == "":
		return way{}, ErrNotTerritorial.On(field)
	}
	return way{rungs, byName}, nil
}

// mostSpecific is the longest of some ways to the district, the first of those that are equally long, when it passes along all
// others. An empty way says nothing.
func mostSpecific(ways ...way) (best way, together bool) {
	for _, w := range ways {
		if len(w.rungs) > len(best.rungs) {
			best = w
		}
	}
	return best, !slices.ContainsFunc(ways, func(w way) bool { return len(w.rungs) > 0 && !slices.Contains(best.rungs, w.rungs[0]) })
}

// home is the way up from the unit in which the caller holds the permission: where a resident lives, where staff work. Without one
// it is the district alone.
func home(ctx context.Context, tx *db.Tx, permission string, staff bool) (way, error) {
	at := uuid.Nil
	for _, held := range access.From(ctx).Held {
		if held.Permission != permission || held.Unit == uuid.Nil {
			continue
		}
		if at == uuid.Nil || (len(held.Units) > 0) == staff {
			at = held.Unit
		}
	}
	if at == uuid.Nil {
		district, err := tx.Unit.Query().Where(unit.ParentIDIsNil()).Only(ctx)
		if err != nil {
			return way{}, err
		}
		at = district.ID
	}
	rungs, err := wayUp(ctx, tx, at)
	return way{rungs, byHome}, err
}
