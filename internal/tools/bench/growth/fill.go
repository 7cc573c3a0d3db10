//go:build unix

package growth

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/demo"
)

// districts share the rows; the demo's is the one that is measured.
const districts = 20

// ground is whom and what the rows belong to in the district that is measured.
type ground struct {
	street, department, assisting, school uuid.UUID
	communities                           []uuid.UUID
	category                              uuid.UUID
	resident, dispatcher                  uuid.UUID
}

func groundOf(ctx context.Context, owner *pgx.Conn) (g ground, err error) {
	for code, id := range map[string]*uuid.UUID{demo.Xilu: &g.street, "SGZW-FS": &g.department, "SWJ": &g.assisting, "LXSZ": &g.school} {
		if err := owner.QueryRow(ctx, "select id from unit where tenant_id = $1 and code = $2", demo.Fangshan, code).Scan(id); err != nil {
			return g, fmt.Errorf("unit %s: %w", code, err)
		}
	}
	rows, err := owner.Query(ctx, "select id from unit where tenant_id = $1 and parent_id = $2 and kind = 'COMMUNITY' order by code", demo.Fangshan, g.street)
	if err != nil {
		return g, err
	}
	if g.communities, err = pgx.CollectRows(rows, pgx.RowTo[uuid.UUID]); err != nil {
		return g, err
	}
	g.category = demo.ID(demo.Fangshan, "category", demo.CategoryProperty)
	g.resident = demo.ID(demo.Fangshan, "person", string(demo.Resident))
	g.dispatcher = demo.ID(demo.Fangshan, "person", string(demo.Dispatcher))
	return g, nil
}

// Each row of a table is made of its number n: the district of n is n modulo twenty, and within it the number is m. One issue in
// twenty-five is the resident's, one in five is led by the department and one in seven assisted; one in ten is open.
// They are of the last days, each in a cell of its own but the first ten of the district that is measured, which lie in one and may be joined.
// Every issue has an order to the department with a running clock, an event and an entry of its timeline. Each is joined by the resident, commented,
// was held once, stayed once in one state, counts in one rate and is asked to be excluded from it, was redacted, and has a moderation case and a callback
// task, one in five of which the dispatcher has taken on. Its order was reminded of, objected to, offered to another unit, and so on: each table
// that a call of the product reads has a row of it. Of what is rarer every fifth number has one, and so each of the district that is measured.
const numbered = `(select n, n / 20 m, case when n % 20 = 0 then 110111 else 200000 + (n % 20)::int end tenant,
	('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid id, today - interval '5 days' + n * interval '0.4 second' t, today,
	case when n % 20 = 0 then $3::uuid else $4::uuid end whose
	from generate_series(($1::bigint + $5::int - 1) / $5::int * $5::int, $2::bigint - 1, $5::int) n, cast(current_setting('growth.today') as timestamptz) today) s`

// ground1 is the sports ground that everything is booked on.
var ground1 = uuid.MustParse("00000000-0000-7000-8000-fffffffffffe")

// rate1 is the rate of the sub-district, which every issue counts in.
var rate1 = uuid.MustParse("00000000-0000-7000-8000-fffffffffffd")

// campaign1 is the campaign that everybody is nominated for.
var campaign1 = uuid.MustParse("00000000-0000-7000-8000-fffffffffffc")

// start enters what the rows hang on, and keeps the day, which may end while they are entered.
func start(ctx context.Context, owner *pgx.Conn, g ground) error {
	for _, s := range []struct {
		sql  string
		args []any
	}{
		{"select set_config('growth.today', date_trunc('day', now())::text, false)", nil},
		{`insert into tenant (id, division_code, name, kind, create_time) select 200000 + n, (200000 + n)::text, '测试区' || n, 'REAL', now()
			from generate_series(1, 19) n`, nil},
		{`insert into resource (tenant_id, id, create_time, update_time, unit_id, kind, title, capacity, equipment, slot_minutes, published_from)
			values ($1, $2, now(), now(), $3, 'SPORTS_GROUND', '足球场', 22, '[]', 30, '2026-01-01')`, []any{demo.Fangshan, ground1, g.school}},
		{`insert into share_window (tenant_id, id, create_time, update_time, resource_id, weekdays, opens_minute, closes_minute, valid_from)
			values ($1, $2, now(), now(), $2, '[1,2,3,4,5,6,7]', 480, 1320, '2020-01-01')`, []any{demo.Fangshan, ground1}},
		{`insert into rate (tenant_id, id, create_time, update_time, period, dimension, measured_id, revision, start_time, end_time, tally, excluded, position)
			values ($1, $2, now(), now(), to_char(now(), 'YYYY-MM'), 'SUB_DISTRICT', $3, 1, now() - interval '60 days', now() + interval '60 days', '{}', '{}', 1)`,
			[]any{demo.Fangshan, rate1, g.street}},
		{`insert into campaign (tenant_id, id, create_time, update_time, title, honour_title, year, subject_kind, quota, threshold_basis_points, ballot, state, unit_id)
			values ($1, $2, now(), now(), '好邻居', '好邻居', 2026, 'RESIDENT', 10, 0, false, 'NOMINATION', $3)`, []any{demo.Fangshan, campaign1, g.street}},
		{`insert into following (tenant_id, id, create_time, update_time, person_id, area_id, category_id)
			values ($1, $2, now(), now(), $2, $3, null), ($1, $4, now(), now(), $2, null, $4)`, []any{demo.Fangshan, g.resident, g.street, g.category}},
		{`insert into stream_head (tenant_id, stream, position, digest) values ($1, 'event', 0, '') on conflict do nothing`, []any{demo.Fangshan}},
	} {
		if _, err := owner.Exec(ctx, s.sql, s.args...); err != nil {
			return fmt.Errorf("%s: %w", s.sql, err)
		}
	}
	return nil
}

// fill enters the rows with the numbers from one to another into the tables that grow, without asking whether what they name is there.
func fill(ctx context.Context, owner *pgx.Conn, g ground, from, to int, grow func(table string) bool) error {
	if _, err := owner.Exec(ctx, "set session_replication_role = replica"); err != nil {
		return err
	}
	for _, t := range tables {
		if !grow(t.table) {
			continue
		}
		if err := t.fill(ctx, owner, g, from, to); err != nil {
			return fmt.Errorf("%s: %w", t.table, err)
		}
	}
	if _, err := owner.Exec(ctx, "update stream_head set position = $2 where tenant_id = $1 and stream = 'event'", demo.Fangshan, to/districts+1000); err != nil {
		return err
	}
	if _, err := owner.Exec(ctx, `insert into event_latest (tenant_id, type, position) select tenant_id, type, max(position) from event
		where tenant_id = $1 and position > 0 group by 1, 2 on conflict (tenant_id, type) do update set position = excluded.position`, demo.Fangshan); err != nil {
		return err
	}
	// Who follows the events has read them, as nearly always.
	if _, err := owner.Exec(ctx, `insert into event_cursor (tenant_id, reader, position) values ($1, 'following', $2)
		on conflict (tenant_id, reader) do update set position = excluded.position`, demo.Fangshan, to/districts+1000); err != nil {
		return err
	}
	_, err := owner.Exec(ctx, "vacuum (analyze)")
	return err
}

// indexesOf are those of a table that no constraint holds. Those of a table of months stay: its parts name theirs in the order in which they are made.
const indexesOf = `select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index join pg_class on pg_class.oid = indrelid
	where indrelid = $1::text::regclass and relkind = 'r' and not exists (select from pg_constraint where conindid = indexrelid)`

// fill enters the rows of one table. Its indexes are made when they are in, which takes a quarter of the time.
func (t one) fill(ctx context.Context, owner *pgx.Conn, g ground, from, to int) error {
	rows, err := owner.Query(ctx, indexesOf, t.table)
	if err != nil {
		return err
	}
	indexes, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Name, Definition string }])
	if err != nil {
		return err
	}
	for _, i := range indexes {
		if _, err := owner.Exec(ctx, "drop index "+i.Name); err != nil {
			return err
		}
	}
	args := t.pick(g)
	sql := "insert into " + t.table + " (" + t.columns + ") select " + t.values + " from " + numbered
	if _, err := owner.Exec(ctx, sql, append([]any{from, to, args[0], args[1], t.step}, args[2:]...)...); err != nil {
		return err
	}
	for _, i := range indexes {
		if _, err := owner.Exec(ctx, i.Definition); err != nil {
			return err
		}
	}
	return nil
}
