package territory

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/geo"
)

// stray is a place or open issue that lies on other ground by a chart.
type stray struct{ id, from, to uuid.UUID }

// batch is how many places or issues are looked at in one step.
const batch = 500

// places are those of a chart that lie elsewhere by it, of the next ones behind a place; behind is the last that was looked at, Nil where
// none is left. What stands in a place goes with it, and no place stands on the ground of a grid.
func (c *chart) places(ctx context.Context, tx *db.Tx, after uuid.UUID) (strays []stray, behind uuid.UUID, err error) {
	return c.strays(ctx, tx, `select id, unit_id, latitude_e7, longitude_e7 from place
		where tenant_id = $1 and id > $2 and parent_id is null and latitude_e7 is not null order by id limit $3`, after, community, subDistrict)
}

// issues are the same of open issues. What a resident has named or staff have found is not moved.
func (c *chart) issues(ctx context.Context, tx *db.Tx, after uuid.UUID) (strays []stray, behind uuid.UUID, err error) {
	return c.strays(ctx, tx, `select id, unit_id, latitude_e7, longitude_e7 from issue
		where tenant_id = $1 and id > $2 and state not in ('ANSWERED', 'DIVERTED', 'MERGED', 'CLOSED', 'WITHDRAWN') and latitude_e7 is not null
		and located_by in ('', 'BOUNDARY', 'HOME') order by id limit $3`, after, levels...)
}

func (c *chart) strays(ctx context.Context, tx *db.Tx, sql string, after uuid.UUID, levels ...string) (strays []stray, behind uuid.UUID, err error) {
	type row struct {
		ID, Unit uuid.UUID
		geo.Point
	}
	found, err := tx.Query(ctx, sql, tx.Tenant(), after, batch)
	if err != nil {
		return nil, uuid.Nil, err
	}
	rows, err := pgx.CollectRows(found, func(r pgx.CollectableRow) (one row, err error) {
		return one, r.Scan(&one.ID, &one.Unit, &one.LatitudeE7, &one.LongitudeE7)
	})
	if err != nil {
		return nil, uuid.Nil, err
	}
	for _, one := range rows {
		if to, ok := c.unitAt(one.Point, levels...); ok && to != one.Unit {
			strays = append(strays, stray{one.ID, one.Unit, to})
		}
	}
	if len(rows) == batch {
		behind = rows[batch-1].ID
	}
	return strays, behind, nil
}
