package heatmap

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// keep writes how some issues count by now: those that have left their spots, those that have taken one, and what that adds to the pieces
// of ground.
func keep(ctx context.Context, tx *db.Tx, left []uuid.UUID, added map[uuid.UUID]spot, differences map[piece]counts) error {
	if _, err := tx.Exec(ctx, `delete from heat_spot where tenant_id = $1 and issue_id = any($2)`, tx.Tenant(), left); err != nil {
		return err
	}
	if err := keepSpots(ctx, tx, added); err != nil {
		return err
	}
	return keepCells(ctx, tx, differences)
}

func keepSpots(ctx context.Context, tx *db.Tx, added map[uuid.UUID]spot) error {
	var issues, groups, subDistricts, communities, grids []uuid.UUID
	var months, weeks []string
	var cells []int64
	var done, known []bool
	for id, s := range added {
		issues, months, weeks, cells = append(issues, id), append(months, s.month), append(weeks, s.week), append(cells, s.cell)
		groups, subDistricts = append(groups, s.group), append(subDistricts, s.subDistrict)
		communities, grids = append(communities, s.community), append(grids, s.grid)
		done, known = append(done, s.done), append(known, s.known)
	}
	_, err := tx.Exec(ctx, `insert into heat_spot (tenant_id, issue_id, month, week, cell, group_id, sub_district_id, community_id, grid_id, done, known)
		select $1::int, * from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[], $10::bool[], $11::bool[])`,
		tx.Tenant(), issues, months, weeks, cells, groups, subDistricts, communities, grids, done, known)
	return err
}

func keepCells(ctx context.Context, tx *db.Tx, differences map[piece]counts) error {
	var periods, divisions, grounds []string
	var groups, subDistricts []uuid.UUID
	var open, done, known []int
	for p, c := range differences {
		if c == (counts{}) {
			continue
		}
		periods, divisions, grounds = append(periods, p.period), append(divisions, p.division), append(grounds, p.ground)
		groups, subDistricts = append(groups, p.group), append(subDistricts, p.subDistrict)
		open, done, known = append(open, c.open), append(done, c.done), append(known, c.known)
	}
	_, err := tx.Exec(ctx, `insert into heat_cell as c (tenant_id, period, division, group_id, sub_district_id, ground, open, done, known)
		select $1::int, * from unnest($2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::int[], $8::int[], $9::int[])
		on conflict (tenant_id, period, division, group_id, sub_district_id, ground)
		do update set open = c.open + excluded.open, done = c.done + excluded.done, known = c.known + excluded.known where c.tenant_id = $1`,
		tx.Tenant(), periods, divisions, groups, subDistricts, grounds, open, done, known)
	return err
}
