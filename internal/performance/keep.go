package performance

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// keep writes how some duties count by now: those that count no more as they did, those that count so anew, and what that adds to the sums.
func keep(ctx context.Context, tx *db.Tx, left []uuid.UUID, taken map[uuid.UUID]count, differences map[subject]sums) error {
	if _, err := tx.Exec(ctx, `delete from counted_duty where tenant_id = $1 and assignment_id = any($2)`, tx.Tenant(), left); err != nil {
		return err
	}
	if err := keepCounts(ctx, tx, taken); err != nil {
		return err
	}
	return keepSums(ctx, tx, differences)
}

// countRow is a row of counted_duty.
type countRow struct {
	Duty       uuid.UUID   `json:"assignment_id"`
	Month      string      `json:"month"`
	Outcome    string      `json:"outcome"`
	Unit       uuid.UUID   `json:"unit_id"`
	Street     uuid.UUID   `json:"sub_district_id"`
	Community  uuid.UUID   `json:"community_id"`
	Categories []uuid.UUID `json:"category_ids"`
	Leads      string      `json:"leads"`
	Reopened   bool        `json:"reopened"`
	Reworked   bool        `json:"reworked"`
	Response   *int        `json:"response_points"`
	Whistle    *int        `json:"whistle_points"`
}

func keepCounts(ctx context.Context, tx *db.Tx, taken map[uuid.UUID]count) error {
	rows := []countRow{}
	for id, c := range taken {
		rows = append(rows, countRow{id, c.month, c.outcome, c.unit, c.street, c.community, append([]uuid.UUID{}, c.categories...), c.leads, c.reopened, c.reworked, c.response, c.whistle})
	}
	return insert(ctx, tx, rows, `insert into counted_duty (tenant_id, assignment_id, month, outcome, unit_id, sub_district_id, community_id, category_ids, leads, reopened, reworked,
			response_points, whistle_points)
		select $1::int, * from jsonb_to_recordset($2) as r (assignment_id uuid, month text, outcome text, unit_id uuid, sub_district_id uuid, community_id uuid,
			category_ids uuid[], leads text, reopened boolean, reworked boolean, response_points int, whistle_points int)`)
}

// sumRow is a row of performance, or what is added to one.
type sumRow struct {
	Period    string    `json:"period"`
	Dimension string    `json:"dimension"`
	Measured  uuid.UUID `json:"measured_id"`
	sums
}

func keepSums(ctx context.Context, tx *db.Tx, differences map[subject]sums) error {
	rows := []sumRow{}
	for of, s := range differences {
		if s != (sums{}) {
			rows = append(rows, sumRow{of.month, of.dimension, of.id, s})
		}
	}
	return insert(ctx, tx, rows, `insert into performance as p (tenant_id, period, dimension, measured_id, received, open, on_time, late, returned, reopened, reworked, orders, whistles,
			response_ratings, response_points, whistle_ratings, whistle_points)
		select $1::int, * from jsonb_to_recordset($2) as r (period text, dimension text, measured_id uuid, received int, open int, on_time int, late int,
			returned int, reopened int, reworked int, orders int, whistles int, response_ratings int, response_points int, whistle_ratings int, whistle_points int)
		on conflict (tenant_id, period, dimension, measured_id) do update set received = p.received + excluded.received, open = p.open + excluded.open,
			on_time = p.on_time + excluded.on_time, late = p.late + excluded.late, returned = p.returned + excluded.returned,
			reopened = p.reopened + excluded.reopened, reworked = p.reworked + excluded.reworked,
			orders = p.orders + excluded.orders, whistles = p.whistles + excluded.whistles,
			response_ratings = p.response_ratings + excluded.response_ratings, response_points = p.response_points + excluded.response_points,
			whistle_ratings = p.whistle_ratings + excluded.whistle_ratings, whistle_points = p.whistle_points + excluded.whistle_points where p.tenant_id = $1`)
}

// insert rows, given as one JSON array.
func insert[R any](ctx context.Context, tx *db.Tx, rows []R, statement string) error {
	content, err := json.Marshal(rows)
	if err == nil && len(rows) > 0 {
		_, err = tx.Exec(ctx, statement, tx.Tenant(), content)
	}
	return err
}
