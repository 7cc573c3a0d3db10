package territory

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// The levels of boundaries, the most specific first.
const (
	grid        = "GRID"
	community   = "COMMUNITY"
	subDistrict = "SUB_DISTRICT"
)

var levels = []string{grid, community, subDistrict}

// levelOf is the level of a kind of unit; empty for one that has no ground. 街道, 地区, 镇 and 乡 stand on one level.
func levelOf(kind string) string {
	switch kind {
	case "GRID":
		return grid
	case "COMMUNITY", "VILLAGE":
		return community
	case "SUB_DISTRICT", "AREA_OFFICE", "TOWN", "TOWNSHIP":
		return subDistrict
	}
	return ""
}

// Ground is the territory in which something lies (属地).
type Ground struct {
	Unit        uuid.UUID // the most specific one known; the district while nothing is known
	SubDistrict *uuid.UUID
	Community   *uuid.UUID
	Grid        *uuid.UUID
	Code        string // of the sub-district, else of the district; leads the numbers of issues
	By          string // what it was read from: a word of Located.By; empty for nothing but the district
}

// What a ground was read from, as stored.
const (
	byBoundary = "BOUNDARY"
	byPlace    = "PLACE"
	byName     = "NAME"
	byHome     = "HOME"
)

// rung is a unit on the way up to the district.
type rung struct {
	id   uuid.UUID
	kind string
	code string
}

// maxHeight bounds the way up through the units: grid, community, sub-district, district, and room for offices of offices.
const maxHeight = 16

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

// groundOf reads the ground off the way from a unit up to the district. Units that have no ground, such as an office of the
// sub-district, count as that in which they stand.
func groundOf(way []rung, by string, tenant int) Ground {
	district := way[len(way)-1]
	g := Ground{Unit: district.id, Code: district.code, By: by}
	for _, r := range slices.Backward(way) {
		switch level := levelOf(r.kind); {
		case level == subDistrict:
			g.Unit, g.SubDistrict, g.Code = r.id, &r.id, r.code
		case g.SubDistrict == nil:
		case level == community:
			g.Unit, g.Community = r.id, &r.id
		case level == grid:
			g.Unit, g.Grid = r.id, &r.id
		}
	}
	if g.SubDistrict == nil {
		g.By = ""
	}
	if g.Code == "" {
		g.Code = strconv.Itoa(tenant)
	}
	return g
}
