package intake

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Kinds of unit that an issue can lie in. 街道, 地区, 镇 and 乡 stand on one level.
var (
	subDistrictKinds = []string{"SUB_DISTRICT", "AREA_OFFICE", "TOWN", "TOWNSHIP"}
	communityKinds   = []string{"COMMUNITY", "VILLAGE"}
)

const gridKind = "GRID"

// maxHeight bounds the way up through the units: grid, community, sub-district, district, and room for offices of offices.
const maxHeight = 16

// rung is a unit on the way up to the district.
type rung struct {
	id   uuid.UUID
	kind string
	code string
}

func (r rung) territorial() bool {
	return r.kind == gridKind || slices.Contains(communityKinds, r.kind) || slices.Contains(subDistrictKinds, r.kind)
}

// territory is where an issue lies (属地).
type territory struct {
	unit        uuid.UUID // the most specific one known; the district while nothing is known
	subDistrict *uuid.UUID
	community   *uuid.UUID
	grid        *uuid.UUID
	code        string // of the sub-district, else of the district; leads the number
}

// matter of a category in the territory.
func (t territory) matter(category uuid.UUID) access.Matter {
	return matterOf(&ent.Issue{CategoryID: category, UnitID: t.unit, SubDistrictID: t.subDistrict, CommunityID: t.community, GridID: t.grid})
}

// territoryOf reads the territory off the way from a unit up to the district. Units that are no territory, such as an
// office of the sub-district, count as the territory that they stand in.
func territoryOf(way []rung, tenant int) territory {
	district := way[len(way)-1]
	t := territory{unit: district.id, code: district.code}
	for _, r := range slices.Backward(way) {
		switch {
		case slices.Contains(subDistrictKinds, r.kind):
			t.unit, t.subDistrict, t.code = r.id, &r.id, r.code
		case t.subDistrict == nil:
		case slices.Contains(communityKinds, r.kind):
			t.unit, t.community = r.id, &r.id
		case r.kind == gridKind:
			t.unit, t.grid = r.id, &r.id
		}
	}
	if t.code == "" {
		t.code = strconv.Itoa(tenant)
	}
	return t
}

// wayUp is the unit and all above it, the district last; empty for a unit that the tenant does not have.
func wayUp(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]rung, error) {
	rows, err := tx.Query(ctx, `with recursive way as (
			select tenant_id, id, parent_id, kind, code, 0 as height from unit where tenant_id = $1 and id = $2
			union all
			select u.tenant_id, u.id, u.parent_id, u.kind, u.code, w.height + 1
			from way w join unit u on u.tenant_id = w.tenant_id and u.id = w.parent_id
			where u.tenant_id = $1 and w.height < $3
		) select id, kind, coalesce(code, '') from way order by height`, tx.Tenant(), id, maxHeight)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var way []rung
	for rows.Next() {
		var r rung
		if err := rows.Scan(&r.id, &r.kind, &r.code); err != nil {
			return nil, err
		}
		way = append(way, r)
	}
	return way, rows.Err()
}

// named is the way up from a unit that a caller named as the territory, in the field.
func named(ctx context.Context, tx *db.Tx, id uuid.UUID, field string) ([]rung, error) {
	way, err := wayUp(ctx, tx, id)
	switch {
	case err != nil:
		return nil, err
	case len(way) == 0:
		return nil, ErrUnitUnknown.On(field)
	case !way[0].territorial():
		return nil, ErrNotTerritorial.On(field)
	}
	return way, nil
}

// locate finds the territory of a new issue: the named community or the registered place, the more specific of the two
// if both are given; else the unit in which the caller lives or works; else the district.
func locate(ctx context.Context, tx *db.Tx, community, placeID *uuid.UUID, staff bool) (territory, error) {
	var byName, byPlace []rung
	var err error
	if community != nil {
		if byName, err = named(ctx, tx, *community, "issue.community"); err != nil {
			return territory{}, err
		}
	}
	if placeID != nil {
		p, err := tx.Place.Query().Where(place.ID(*placeID)).Only(ctx)
		if ent.IsNotFound(err) {
			return territory{}, ErrPlaceUnknown.On("issue.place")
		}
		if err != nil {
			return territory{}, err
		}
		if byPlace, err = wayUp(ctx, tx, p.UnitID); err != nil {
			return territory{}, err
		}
	}
	way, together := moreSpecific(byName, byPlace)
	if !together {
		return territory{}, ErrPlaceElsewhere.On("issue.place")
	}
	if len(way) == 0 {
		if way, err = home(ctx, tx, staff); err != nil {
			return territory{}, err
		}
	}
	return territoryOf(way, tx.Tenant()), nil
}

// moreSpecific is the longer of two ways to the district when it passes along the shorter one. An empty way says
// nothing.
func moreSpecific(a, b []rung) (way []rung, together bool) {
	if len(a) < len(b) {
		a, b = b, a
	}
	return a, len(b) == 0 || slices.Contains(a, b[0])
}

// home is the way up from the unit in which the caller holds the role that lets him file: where a resident lives, where
// staff work. Without one it is the district alone.
func home(ctx context.Context, tx *db.Tx, staff bool) ([]rung, error) {
	at := uuid.Nil
	for _, held := range access.From(ctx).Held {
		if held.Permission != permitCreate || held.Unit == uuid.Nil {
			continue
		}
		if at == uuid.Nil || (len(held.Units) > 0) == staff {
			at = held.Unit
		}
	}
	if at == uuid.Nil {
		district, err := tx.Unit.Query().Where(unit.ParentIDIsNil()).Only(ctx)
		if err != nil {
			return nil, err
		}
		at = district.ID
	}
	return wayUp(ctx, tx, at)
}
