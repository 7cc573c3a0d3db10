//go:build unix

package load

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/crypto"
)

// How many rows there are beside the issues.
const (
	resources = 700
	orders    = 50_000
	keys      = 20_000 // of a day: the plan of who looks for one is of a table in use
)

// fill enters issues, resources that are open day and night, orders that wait for their unit's signature, and idempotency keys.
func (w *world) fill(ctx context.Context, keeper *crypto.Keeper) error {
	owner, err := pgx.Connect(ctx, w.dsn(ownerRole))
	if err != nil {
		return err
	}
	defer owner.Close(context.WithoutCancel(ctx))
	units := map[string]uuid.UUID{}
	for _, code := range []string{demo.Xilu, "SGZW-FS", "LXSZ"} {
		var id uuid.UUID
		if err := owner.QueryRow(ctx, "select id from unit where tenant_id = $1 and code = $2", demo.Fangshan, code).Scan(&id); err != nil {
			return fmt.Errorf("unit %s: %w", code, err)
		}
		units[code] = id
	}
	if err := w.fillIssues(ctx, owner, keeper, units[demo.Xilu]); err != nil {
		return fmt.Errorf("issues: %w", err)
	}
	for _, s := range []struct {
		sql  string
		args []any
	}{
		{`insert into resource (tenant_id, id, create_time, update_time, unit_id, kind, title, capacity, equipment, slot_minutes, published_from)
			select $1, ` + idSQL(resourceKind, "n") + `, now(), now(), $2, 'SPORTS_GROUND', '足球场' || n, 22, '[]', 60, now() - interval '1 day'
			from generate_series(0, $3::int - 1) n`, []any{demo.Fangshan, units["LXSZ"], resources}},
		{`insert into share_window (tenant_id, id, create_time, update_time, resource_id, weekdays, opens_minute, closes_minute, valid_from)
			select $1, ` + idSQL(windowKind, "n") + `, now(), now(), ` + idSQL(resourceKind, "n") + `, '[1,2,3,4,5,6,7]', 0, 1440, '2020-01-01'
			from generate_series(0, $2::int - 1) n`, []any{demo.Fangshan, resources}},
		{`insert into dispatch (tenant_id, id, create_time, update_time, number, kind, state, tier, issuing_unit_id, creator_id, text, sent_time, due_time)
			select $1, ` + idSQL(dispatchKind, "n") + `, t, t, 'PD-BENCH-' || n, 'ORDER', 'SENT', 'ORDINARY', $2, $3, $4, t, t + interval '7 days'
			from (select n, now() - n * interval '1 second' t from generate_series(0, $5::int - 1) n) s`,
			[]any{demo.Fangshan, units[demo.Xilu], person(demo.Dispatcher), text, orders}},
		{`insert into assignment (tenant_id, id, create_time, update_time, dispatch_id, dispatch_create_time, issuing_unit_id, unit_id, role, duty, state,
				sent_time, due_time)
			select $1, ` + idSQL(assignmentKind, "n") + `, t, t, ` + idSQL(dispatchKind, "n") + `, t, $5, $2, 'LEAD', $3, 'SENT', t, t + interval '7 days'
			from (select n, now() - n * interval '1 second' t from generate_series(0, $4::int - 1) n) s`,
			[]any{demo.Fangshan, units["SGZW-FS"], text, orders, units[demo.Xilu]}},
		{`insert into idempotency_key (tenant_id, principal_id, key, method, body_hash, answer, create_time, expire_time)
			select $1, gen_random_uuid(), gen_random_uuid(), '/haolinju.intake.v1.IntakeService/CreateIssue', sha256(n::text::bytea), decode(repeat('00', 700), 'hex'),
				now(), now() + interval '24 hours' from generate_series(1, $2::int) n`, []any{demo.Fangshan, keys}},
	} {
		if _, err := owner.Exec(ctx, s.sql, s.args...); err != nil {
			return fmt.Errorf("%s: %w", s.sql, err)
		}
	}
	_, err = owner.Exec(ctx, "vacuum (analyze)")
	return err
}

// fillIssues enters received issues of the sub-district, one a second back from now.
func (w *world) fillIssues(ctx context.Context, owner *pgx.Conn, keeper *crypto.Keeper, in uuid.UUID) error {
	now := time.Now().Truncate(time.Microsecond)
	category, err := uuid.Parse(w.category[len("categories/"):])
	if err != nil {
		return err
	}
	n := 0
	_, err = owner.CopyFrom(ctx, pgx.Identifier{"issue"}, []string{"tenant_id", "id", "create_time", "update_time", "number", "state", "kind", "channel",
		"confidentiality", "category_id", "title", "description", "address_cipher", "contact_name_cipher", "contact_phone_cipher",
		"contact_phone_index", "unit_id", "sub_district_id", "reporter_id", "assist_unit_ids", "due_time"},
		pgx.CopyFromFunc(func() ([]any, error) {
			if n == w.issues {
				return nil, nil
			}
			id, at := uuid.MustParse(idOf(issueKind, n)), now.Add(-time.Duration(n)*time.Second)
			var sealed [3][]byte
			var index any
			for i, personal := range []struct{ column, clear string }{{"address", address}, {"contact_name", contact}, {"contact_phone", telephone}} {
				if i > 0 && n >= hot {
					break // who reported is sealed where it is read
				}
				var err error
				if sealed[i], err = keeper.Seal(crypto.Column{Table: "issue", Name: personal.column}, demo.Fangshan, id, personal.clear); err != nil {
					return nil, err
				}
			}
			if n < hot {
				index = keeper.Index(crypto.Column{Table: "issue", Name: "contact_phone"}, demo.Fangshan, telephone)
			}
			n++
			return []any{demo.Fangshan, id, at, at, fmt.Sprintf("BENCH-%08d", n), "RECEIVED", "HELP", "MINI_PROGRAM", "REAL_NAME", category, title, text,
				sealed[0], sealed[1], sealed[2], index, in, in, person(demo.Resident), []byte("[]"), at.Add(7 * 24 * time.Hour)}, nil
		}))
	return err
}

func person(who demo.Who) uuid.UUID { return demo.ID(demo.Fangshan, "person", string(who)) }
