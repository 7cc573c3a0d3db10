package restriction

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Scope is what persons make for themselves, and may be kept from.
type Scope string

// The scopes.
const (
	Issues   Scope = "ISSUES"
	Bookings Scope = "BOOKINGS"
)

// AdmitIssue lets the caller file an issue of his own, counted with the transaction, or refuses it.
func (s *Service) AdmitIssue(ctx context.Context, tx *db.Tx) error {
	return s.admit(ctx, tx, Issues, issueLimits)
}

// AdmitBooking lets the caller book for himself, counted with the transaction, or refuses it.
func (s *Service) AdmitBooking(ctx context.Context, tx *db.Tx) error {
	return s.admit(ctx, tx, Bookings, bookingLimits)
}

func (s *Service) admit(ctx context.Context, tx *db.Tx, scope Scope, limits setting.Key[Limits]) error {
	return db.Together(ctx,
		func(ctx context.Context) error { return check(ctx, tx, scope) },
		func(ctx context.Context) error { return s.throttle(ctx, tx, scope, limits) })
}

// check refuses a caller who is restricted, or whose delegate is, under whichever id.
func check(ctx context.Context, tx *db.Tx, scope Scope) error {
	p := access.From(ctx)
	var id uuid.UUID
	var until, appeal time.Time
	err := tx.QueryRow(ctx, `select id, end_time, appeal_until from restriction where tenant_id = $1 and scope = $2
		and (person_id = any($3) or person_id in
			(select duplicate_id from person_merge where tenant_id = $1 and survivor_id = any($3) and state = 'MERGED'))
		and state in ('ACTIVE', 'APPEALED', 'UPHELD') and end_time > $4 and (state <> 'APPEALED' or decide_until > $4)
		order by end_time desc limit 1`, tx.Tenant(), string(scope), []uuid.UUID{p.Person, p.Delegate}, tx.Now()).Scan(&id, &until, &appeal)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil
	case err != nil:
		return err
	}
	called := name.Of("restrictions", id)
	day := until.In(clock.Zone).Format("2006-01-02 15:04")
	words := map[Scope][2]string{Issues: {"提交诉求", "file issues"}, Bookings: {"预订", "book"}}[scope]
	return ErrRestricted.OnField(map[Scope]string{Issues: "issue", Bookings: "booking"}[scope],
		fmt.Sprintf("至 %s（北京时间）不能%s；查看与申诉：/v1/%s", day, words[0], called),
		fmt.Sprintf("you cannot %s until %s (Beijing time); look it up and appeal at /v1/%s", words[1], day, called)).
		With("scope", string(scope)).With("until", until.Format(time.RFC3339)).With("restriction", called).With("appeal_until", appeal.Format(time.RFC3339))
}
