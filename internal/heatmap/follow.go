package heatmap

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// reader takes what changes where issues count, and whether they do.
var reader = feed.Reader{Name: "heatmap", Types: []string{"haolinju.intake.issue"}}

// Follow brings the counts in line with what the tenant of the context has numbered since the last run.
func (s *Service) Follow(ctx context.Context) error {
	return feed.Follow(ctx, s.DB, reader, func(ctx context.Context, tx *db.Tx, events []feed.Event) error {
		ids, err := feed.Subjects(events, "haolinju.intake.issue.", "issues/*")
		if err != nil {
			return err
		}
		changed, err := s.count(ctx, tx, ids)
		if err != nil {
			return err
		}
		tx.Audit(db.Audit{Action: "insight.heat_map.count", Object: "heatCells",
			After: map[string]any{"position": events[len(events)-1].Position, "issues": changed}})
		return nil
	})
}

// count brings how some issues count in line with what they are now, and says of how many it has changed that.
func (s *Service) count(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (changed int, err error) {
	before, err := counted(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	now, err := s.spots(ctx, tx, ids)
	if err != nil {
		return 0, err
	}
	differences := map[piece]counts{}
	left, added, changed := feed.Recount(ids, before, now, func(a, b spot) bool { return a == b }, func(s spot, times int) {
		for _, p := range s.pieces() {
			differences[p] = differences[p].plus(s, times)
		}
	})
	if changed == 0 {
		return 0, nil
	}
	return changed, keep(ctx, tx, left, added, differences)
}

// spots are those of some issues as they are now.
func (s *Service) spots(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (map[uuid.UUID]spot, error) {
	var rows []*ent.Issue
	var groups map[uuid.UUID]uuid.UUID
	if err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			rows, err = tx.Issue.Query().Where(issue.IDIn(ids...)).All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			groups, err = groupsOf(ctx, tx)
			return err
		}); err != nil {
		return nil, err
	}
	spots := map[uuid.UUID]spot{}
	for _, row := range rows {
		month, err := s.Months.Month(ctx, tx, row.CreateTime)
		if err != nil {
			return nil, err
		}
		if spot, counts := spotOf(row, month, groups[row.CategoryID]); counts {
			spots[row.ID] = spot
		}
	}
	return spots, nil
}

// groupsOf are the categories of the first level by those under them, deleted ones among them: issues still have them.
func groupsOf(ctx context.Context, tx *db.Tx) (map[uuid.UUID]uuid.UUID, error) {
	categories, err := tx.Category.Query().All(ctx)
	parents := map[uuid.UUID]uuid.UUID{}
	for _, c := range categories {
		parents[c.ID] = wire.Plain(c.ParentID)
	}
	return roots(parents), err
}

// counted is how some issues count so far.
func counted(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (map[uuid.UUID]spot, error) {
	rows, err := tx.Query(ctx, `select issue_id, month, week, cell, group_id, sub_district_id, community_id, grid_id, done, known
		from heat_spot where tenant_id = $1 and issue_id = any($2)`, tx.Tenant(), ids)
	if err != nil {
		return nil, err
	}
	spots := map[uuid.UUID]spot{}
	var id uuid.UUID
	var s spot
	_, err = pgx.ForEachRow(rows, []any{&id, &s.month, &s.week, &s.cell, &s.group, &s.subDistrict, &s.community, &s.grid, &s.done, &s.known}, func() error {
		spots[id] = s
		return nil
	})
	return spots, err
}
