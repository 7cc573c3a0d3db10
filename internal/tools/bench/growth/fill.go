//go:build unix

package growth

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/geo"
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
// task, one in five of which the dispatcher has taken on. Its order was reminded of, objected to and offered to another unit. Every fifth number, and so each of the district that is measured, has a booking and a notice
// of the resident's and a banner; its issue came from the hotline, which was told its result, was flagged by the resident, and has a joint confirmation.
const numbered = `(select n, n / 20 m, case when n % 20 = 0 then 110111 else 200000 + (n % 20)::int end tenant,
	('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid id, date_trunc('day', now()) - interval '5 days' + n * interval '0.4 second' t,
	case when n % 20 = 0 then $3::uuid else $4::uuid end whose
	from generate_series(($1::bigint + $5::int - 1) / $5::int * $5::int, $2::bigint - 1, $5::int) n) s`

// one is a table with the columns of its rows.
type one struct {
	table, columns, values string
	step                   int // every which number has a row
	pick                   func(ground) []any
}

// anybody is somebody or something of a district that is not measured, and nobody's or nothing's in the one that is.
var anybody = uuid.MustParse("00000000-0000-7000-8000-ffffffffffff")

var tables = []one{
	{"issue", "tenant_id, id, create_time, update_time, number, state, kind, channel, confidentiality, category_id, title, description, latitude, longitude, datum, latitude_e7, longitude_e7, cell, unit_id, sub_district_id, reporter_id, lead_unit_id, assist_unit_ids, due_time, closed_time",
		`tenant, id, t, t, 'G-' || n, case when m % 10 = 0 or n < 200 then 'RECEIVED' else 'WITHDRAWN' end, 'HELP', 'MINI_PROGRAM', case when n < 200 then 'REAL_NAME' else 'ANONYMOUS' end, $6::uuid, '楼道灯坏了', '三层的灯坏了，请来修。', 39.7, 116.1, 'WGS84', 397000000, 1161000000, $10::bigint + case when n < 200 then 0 else 1 + m end,
		case when n % 20 = 0 then ($7::uuid[])[1 + m % cardinality($7::uuid[])] else whose end, whose, case when m % 25 = 0 then $8::uuid else $4::uuid end,
		case when m % 5 = 0 then $9::uuid end, case when m % 7 = 0 then jsonb_build_array($9::uuid) else '[]' end, t + interval '7 days', case when m % 10 > 0 and n >= 200 then t end`, 1,
		func(g ground) []any {
			return []any{g.street, anybody, g.category, g.communities, g.resident, g.department, geo.Point{LatitudeE7: 397000000, LongitudeE7: 1161000000}.Cell()}
		}},
	// Every text has 楼道, one in fifteen 水管, and the oldest fifty of the district 乙醚.
	{"issue_text", "tenant_id, create_time, issue_id, text", `tenant, t, id, case
		when m < 50 then search_text('楼道灯坏了', '三层的灯坏了，请来修。有乙醚气味。')
		when m % 15 = 0 then search_text('楼道灯坏了，水管漏水', '三层的灯坏了，请来修。')
		else search_text('楼道灯坏了', '三层的灯坏了，请来修。') end`, 1,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"issue_assist", "tenant_id, unit_id, create_time, issue_id", "tenant, whose, t, id", 7,
		func(g ground) []any { return []any{g.department, anybody} }},
	{"timeline_entry", "tenant_id, id, create_time, update_time, kind, state, public, text, issue_id", "tenant, id, t, t, 'RECEIVED', 'RECEIVED', true, '', id", 1,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"dispatch", "tenant_id, id, create_time, update_time, number, kind, state, tier, text, issuing_unit_id, creator_id, sent_time, due_time",
		"tenant, id, t, t, 'G-' || n, 'ORDER', 'SENT', 'ORDINARY', '请核实', whose, $6::uuid, t, t + interval '7 days'", 1,
		func(g ground) []any { return []any{g.street, anybody, g.dispatcher} }},
	{"dispatch_issue", "tenant_id, id, create_time, update_time, dispatch_id, issue_id", "tenant, id, t, t, id, id", 1,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"assignment", "tenant_id, id, create_time, update_time, dispatch_id, dispatch_create_time, issuing_unit_id, unit_id, role, duty, state, sent_time, signed_time, external_number",
		"tenant, id, t, t, id, t, $6::uuid, whose, 'LEAD', '请核实', case when m % 10 = 0 then 'SENT' else 'HANDLING' end, t, t, 'E-' || n", 1,
		func(g ground) []any { return []any{g.department, anybody, g.street} }},
	{"clock", "tenant_id, id, create_time, update_time, kind, basis, limit_minutes, start_time, due_time, pauses, extensions, next_check_at, policy_version, dispatch_id, assignment_id",
		"tenant, id, t, t, 'COMPLETE', 'ELAPSED', 60, t, '2100-01-01', '[]', '[]', case when n < 2000 then now() else '2099-01-01' end, 'test', id, id", 1,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"event", "tenant_id, id, time, type, subject, unit_ids, data, position",
		// Events are told again for some days: the ids of all say that they are of now.
		"tenant, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, t, 'haolinju.intake.issue.created.v1', 'issues/' || id, array[whose], '{}', m + 1000", 1,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"booking", "tenant_id, id, create_time, update_time, start_time, end_time, headcount, purpose, state, resource_id, person_id",
		"tenant, id, t, t, '2026-01-01'::timestamptz - n * interval '1 hour', '2026-01-01'::timestamptz - n * interval '1 hour' + interval '30 minutes', 1, '打球', 'CONFIRMED', $6::uuid, whose", 5,
		func(g ground) []any { return []any{g.resident, anybody, ground1} }},
	{"notice", "tenant_id, id, create_time, update_time, event_id, event_type, event_time, subject, title, text, person_id",
		"tenant, id, t, t, id, 'haolinju.intake.issue.created.v1', t, 'issues/' || id, '{}', '{}', whose", 5,
		func(g ground) []any { return []any{g.resident, anybody} }},
	{"voice", "tenant_id, id, create_time, update_time, issue_id, person_id", "tenant, id, t, t, id, whose", 1,
		func(g ground) []any { return []any{g.resident, anybody} }},
	{"comment", "tenant_id, id, create_time, update_time, issue_id, author_id, author_unit_id, internal, text",
		"tenant, id, t, t, id, $6::uuid, whose, false, '已经联系物业'", 1,
		func(g ground) []any { return []any{g.street, anybody, g.dispatcher} }},
	{"hold", "tenant_id, id, create_time, update_time, issue_id, cause, unlock_condition, owner_unit_id, review_time, approver_id, end_time",
		"tenant, id, t, t, id, 'FUNDS', '经费到位', whose, '2099-01-01', $6::uuid, t", 1,
		func(g ground) []any { return []any{g.street, anybody, g.dispatcher} }},
	{"route_proposal", "tenant_id, id, create_time, update_time, issue_id, sub_district_id, cause, state, rule_id, lead_unit_id, decide_time",
		"tenant, id, t, t, id, whose, 'TRIAGED', 'LAPSED', id, $6::uuid, t", 1,
		func(g ground) []any { return []any{g.street, anybody, g.department} }},
	{"duty_override", "tenant_id, id, create_time, update_time, issue_id, sub_district_id, community_id, role, reason, rule, catalogue_id, item_code, approver_id",
		"tenant, id, t, t, id, whose, $6::uuid, 'LEAD', '社区自愿牵头', 'ASSIST_ONLY', id, 'A', $7::uuid", 1,
		func(g ground) []any { return []any{g.street, anybody, g.communities[0], g.dispatcher} }},
	{"supervision", "tenant_id, id, create_time, update_time, level, state, dispatch_id, assignment_id, unit_id, issuing_unit_id",
		"tenant, id, t, t, 'REMINDER', 'OPEN', id, id, case when m % 5 = 0 then $6::uuid else id end, whose", 1,
		func(g ground) []any { return []any{g.street, anybody, g.department} }},
	{"dispatch_objection", `tenant_id, id, create_time, update_time, dispatch_id, assignment_id, unit_id, issuing_unit_id, category_id, level, state, reason, objector_id,
		decider_id, decide_time, ruling, clock_outcome`,
		`tenant, id, t, t, id, id, case when m % 5 = 0 then $6::uuid else id end, whose, $7::uuid, 'STREET', case when m % 10 = 0 then 'PENDING' else 'OVERRULED' end, 'DUPLICATE', $8::uuid,
		case when m % 10 > 0 then id end, case when m % 10 > 0 then t end, case when m % 10 > 0 then '不重复' else '' end, case when m % 10 > 0 then 'KEEP' else '' end`, 1,
		func(g ground) []any { return []any{g.street, anybody, g.department, g.category, g.resident} }},
	{"hand_over", "tenant_id, id, create_time, update_time, dispatch_id, assignment_id, unit_id, issuing_unit_id, to_unit_id, role, duty, state, reason, offerer_id",
		"tenant, id, t, t, id, id, case when m % 5 = 0 then $6::uuid else id end, whose, $7::uuid, 'LEAD', '请核实', 'OFFERED', '职责调整', id", 1,
		func(g ground) []any { return []any{g.street, anybody, g.department, g.assisting} }},
	// One push in twenty is stuck.
	{"assignment_push", "tenant_id, id, create_time, update_time, dispatch_id, assignment_id, unit_id, issuing_unit_id, edition, state, reason, tries, sent_time, pending_time, stuck_time",
		`tenant, id, t, t, id, id, $6::uuid, whose, 1, case when m % 20 = 0 then 'GIVEN_UP' else 'SENT' end, case when m % 20 = 0 then 'REFUSED' else '' end, 1,
		case when m % 20 > 0 then t end, case when m % 20 = 0 then t end, case when m % 20 = 0 then t end`, 1,
		func(g ground) []any { return []any{g.street, anybody, g.department} }},
	// A roster holds for ten minutes and has one shift; the last of them are to come.
	{"duty_roster", "tenant_id, id, create_time, update_time, unit_id, post, state, start_time, end_time, publisher_id",
		"tenant, id, t, t, whose, 'LEADER', 'PUBLISHED', date_trunc('day', now()) + interval '2 days' - m * interval '10 minutes', date_trunc('day', now()) + interval '2 days' - (m - 1) * interval '10 minutes', id", 1,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"duty_shift", "tenant_id, id, create_time, update_time, roster_id, unit_id, post, start_time, end_time, person_id, planned_person_id, state",
		"tenant, id, t, t, id, whose, 'LEADER', date_trunc('day', now()) + interval '2 days' - m * interval '10 minutes', date_trunc('day', now()) + interval '2 days' - (m - 1) * interval '10 minutes', $6::uuid, $6::uuid, 'PLANNED'", 5,
		func(g ground) []any { return []any{g.street, anybody, g.dispatcher} }},
	// A month has a hundred units and a hundred suspicious closings.
	{"performance", "tenant_id, period, dimension, measured_id, received, open, on_time, late, returned, reopened, reworked",
		"tenant, to_char(date '2025-01-01' + m / 100 * interval '1 month', 'YYYY-MM'), 'UNIT', id, 10, 1, 8, 1, 0, 0, 0", 5,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"suspicious_closing", "tenant_id, issue_id, month, sub_district_id, lead_unit_id, reply_time, no_contact, copied_percent",
		"tenant, id, to_char(date '2025-01-01' + m / 100 * interval '1 month', 'YYYY-MM'), whose, $6::uuid, t, true, 0", 5,
		func(g ground) []any { return []any{g.street, anybody, g.department} }},
	{"stay", "tenant_id, id, create_time, update_time, issue_id, state, unit_id, start_time, end_time", "tenant, id, t, t, id, 'RECEIVED', whose, t, t", 1,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"counted_order", "tenant_id, id, create_time, update_time, issue_id, since, sub_district_id, category_id, receive_time, valid, contacted, solved, excluded",
		"tenant, id, t, t, id, 1, whose, $6::uuid, t, false, false, false, false", 1,
		func(g ground) []any { return []any{g.street, anybody, g.category} }},
	{"exclusion", "tenant_id, id, create_time, update_time, issue_id, reason, explanation, state, unit_id, reviewing_unit_id, requester_id",
		"tenant, id, t, t, id, 'UNFOUNDED', '', 'REQUESTED', $6::uuid, whose, $7::uuid", 1,
		func(g ground) []any { return []any{g.street, anybody, g.department, g.dispatcher} }},
	// A month has a hundred pieces of ground, and a word is of one category.
	{"heat_cell", "tenant_id, period, division, group_id, sub_district_id, ground, open, done, known",
		"tenant, to_char(date '2000-01-01' + m / 100 * interval '1 month', 'YYYY-MM'), 'SQUARE_1KM', '00000000-0000-0000-0000-000000000000'::uuid, whose, m::text, 10, 0, 0", 5,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"lesson_word", "tenant_id, word, category_id, issues", "tenant, n, whose, 5", 5,
		func(g ground) []any { return []any{g.category, anybody} }},
	{"moderation_case", "tenant_id, id, create_time, update_time, subject, state, claimer_id, claim_time, decide_time, issue_id, unit_id",
		`tenant, id, t, t, 'issues/' || id, case when m % 10 = 0 then 'OPEN' else 'DISMISSED' end, case when m % 10 > 0 then $6::uuid end,
		case when m % 10 > 0 then t end, case when m % 10 > 0 then t end, id, whose`, 1,
		func(g ground) []any { return []any{g.street, anybody, g.dispatcher} }},
	{"redaction", "tenant_id, id, create_time, update_time, subject, part, reason, issue_id, unit_id, redactor_id",
		"tenant, id, t, t, 'issues/' || id, 'TITLE', '含姓名', id, whose, $6::uuid", 1,
		func(g ground) []any { return []any{g.street, anybody, g.dispatcher} }},
	{"flag", "tenant_id, id, create_time, update_time, subject, reason, case_id, person_id", "tenant, id, t, t, 'issues/' || id, 'ABUSE', id, whose", 5,
		func(g ground) []any { return []any{g.resident, anybody} }},
	{"joint_confirmation", "tenant_id, id, create_time, update_time, state, asked, needed, confirmed, silent, end_time, decide_time, issue_id, requester_id",
		"tenant, id, t, t, 'CONFIRMED', 3, 2, 2, 'CONFIRMED', t, t, id, whose", 5,
		func(g ground) []any { return []any{g.dispatcher, anybody} }},
	{"callback_task", "tenant_id, id, create_time, update_time, round, cause, state, issue_id, unit_id, assignee_id",
		"tenant, id, t, t, 0, 'REPLIED', 'DONE', id, whose, case when m % 5 = 0 then $6::uuid end", 1,
		func(g ground) []any { return []any{g.street, anybody, g.dispatcher} }},
	{"hotline_order", "tenant_id, id, create_time, update_time, source, external_no, received_time, filed_digest, row_digest, issue_id",
		"tenant, id, t, t, '12345', 'G-' || n, t, '', '', id", 5,
		func(g ground) []any { return []any{g.street, anybody} }},
	{"hotline_result", "tenant_id, id, create_time, update_time, edition, outcome, state, sent_time, hotline_order_id", "tenant, id, t, t, 1, '{}', 'SENT', t, id", 5,
		func(g ground) []any { return []any{g.street, anybody} }},
	// Twenty-five banners of the district are shown for good; the others have ended.
	{"banner", "tenant_id, id, create_time, update_time, title, text, link, audience, start_time, end_time",
		"tenant, id, t, t, '停水', '', '', 'EVERYBODY', t - interval '1 day', case when m < 25 then '2100-01-01' else t end", 5,
		func(g ground) []any { return []any{g.street, anybody} }},
}

// ground1 is the sports ground that everything is booked on.
var ground1 = uuid.MustParse("00000000-0000-7000-8000-fffffffffffe")

// rate1 is the rate of the sub-district, which every issue counts in.
var rate1 = uuid.MustParse("00000000-0000-7000-8000-fffffffffffd")

// start enters what the rows hang on.
func start(ctx context.Context, owner *pgx.Conn, g ground) error {
	for _, s := range []struct {
		sql  string
		args []any
	}{
		{`insert into tenant (id, division_code, name, kind, create_time) select 200000 + n, (200000 + n)::text, '测试区' || n, 'REAL', now()
			from generate_series(1, 19) n`, nil},
		{`insert into resource (tenant_id, id, create_time, update_time, unit_id, kind, title, capacity, equipment, slot_minutes, published_from)
			values ($1, $2, now(), now(), $3, 'SPORTS_GROUND', '足球场', 22, '[]', 30, '2026-01-01')`, []any{demo.Fangshan, ground1, g.school}},
		{`insert into share_window (tenant_id, id, create_time, update_time, resource_id, weekdays, opens_minute, closes_minute, valid_from)
			values ($1, $2, now(), now(), $2, '[1,2,3,4,5,6,7]', 480, 1320, '2020-01-01')`, []any{demo.Fangshan, ground1}},
		{`insert into rate (tenant_id, id, create_time, update_time, period, dimension, measured_id, revision, start_time, end_time, tally, excluded, position)
			values ($1, $2, now(), now(), to_char(now(), 'YYYY-MM'), 'SUB_DISTRICT', $3, 1, now() - interval '60 days', now() + interval '60 days', '{}', '{}', 1)`,
			[]any{demo.Fangshan, rate1, g.street}},
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

// fill enters the rows with the numbers from one to another, without asking whether what they name is there.
func fill(ctx context.Context, owner *pgx.Conn, g ground, from, to int) error {
	if _, err := owner.Exec(ctx, "set session_replication_role = replica"); err != nil {
		return err
	}
	for _, t := range tables {
		args := t.pick(g)
		sql := "insert into " + t.table + " (" + t.columns + ") select " + t.values + " from " + numbered
		if _, err := owner.Exec(ctx, sql, append([]any{from, to, args[0], args[1], t.step}, args[2:]...)...); err != nil {
			return fmt.Errorf("%s: %w", t.table, err)
		}
	}
	if _, err := owner.Exec(ctx, "update stream_head set position = $2 where tenant_id = $1 and stream = 'event'", demo.Fangshan, to/districts+1000); err != nil {
		return err
	}
	_, err := owner.Exec(ctx, "vacuum (analyze)")
	return err
}
