package db_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/platform/postgres"
)

// follower is a database with a real standby, which tests hold back and let go.
type follower struct {
	primary, standby *postgres.Server
	clock            *clock.Manual
	control          *pgx.Conn // of the standby, as its superuser
}

const (
	here  = 110111
	there = 900001
)

func follow(t *testing.T) *follower {
	t.Helper()
	f := &follower{clock: clock.NewManual(time.Now())}
	var err error
	if f.primary, err = postgres.Temporary(t.Context(), map[string]string{"fsync": "off"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.primary.Stop(context.Background()) })
	owner := connect(t, f.primary.OwnerDSN("postgres"))
	for _, s := range []string{"create role owner login", "create role plain login", "create role bystander login", "create database ours owner owner"} {
		if _, err := owner.Exec(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := migrate.Up(t.Context(), f.primary.DSN("ours", "owner"), "plain", time.Now()); err != nil {
		t.Fatal(err)
	}
	if f.standby, err = postgres.Standby(t.Context(), f.primary, map[string]string{"fsync": "off"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.standby.Stop(context.Background()) })
	f.control = connect(t, f.standby.OwnerDSN("ours"))
	return f
}

func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// open is one process on the database and its replica.
func (f *follower) open(t *testing.T, replica string) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), db.Config{URL: f.primary.DSN("ours", "plain"), ReplicaURL: replica, MaxConns: 4, Clock: f.clock,
		Keeper: crypto.Generate(crypto.AES), KeepKeys: time.Hour, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// tell the standby to do something.
func (f *follower) tell(t *testing.T, sql string) {
	t.Helper()
	if _, err := f.control.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// catchUp waits until the standby has all that the database has.
func (f *follower) catchUp(t *testing.T) {
	t.Helper()
	var at string
	if err := connect(t, f.primary.OwnerDSN("ours")).QueryRow(t.Context(), "select pg_current_wal_flush_lsn()::text").Scan(&at); err != nil {
		t.Fatal(err)
	}
	for there := false; !there; {
		if err := f.control.QueryRow(t.Context(), "select pg_last_wal_replay_lsn() >= $1::text::pg_lsn", at).Scan(&there); err != nil {
			t.Fatal(err)
		}
	}
}

func look(t *testing.T, d *db.DB) {
	t.Helper()
	if err := d.LookAtReplica(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// count writes the next number of a tenant's counter and tells where in the log.
func count(t *testing.T, d *db.DB, tenant int) (at db.Position) {
	t.Helper()
	ctx := db.WithRequest(access.AsSystem(t.Context(), tenant), db.Request{Committed: func(p db.Position) { at = p }})
	if _, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (int64, error) {
		tx.Audit(db.Audit{Action: "platform.test.count", Object: "counter"})
		return tx.Next(ctx, "followed")
	}); err != nil {
		t.Fatal(err)
	}
	return at
}

// seen is what a read shows, and where.
type seen struct {
	number  int
	replica bool
}

func read(t *testing.T, d *db.DB, tenant int, r db.Request) (s seen) {
	t.Helper()
	s, err := db.Read(db.WithRequest(access.With(t.Context(), access.Principal{Tenant: tenant}), r), d, where)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func where(ctx context.Context, tx *db.Tx) (s seen, err error) {
	err = tx.QueryRow(ctx, "select coalesce(sum(value), 0)::int, pg_is_in_recovery() from counter where tenant_id = $1", tx.Tenant()).Scan(&s.number, &s.replica)
	return s, err
}

func want(t *testing.T, what string, got, want seen) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %+v, want %+v", what, got, want)
	}
}

func TestAReadGoesToTheReplicaOnlyWhereItHasWhatTheReaderMustSee(t *testing.T) {
	t.Parallel()
	f := follow(t)
	one, two := f.open(t, f.standby.DSN("ours", "plain")), f.open(t, f.standby.DSN("ours", "plain"))
	old := db.Request{Old: true}
	want(t, "before the replica was looked at", read(t, one, here, old), seen{0, false})
	count(t, one, here)
	f.catchUp(t)
	look(t, one)
	look(t, two)
	want(t, "a replica that has all", read(t, one, here, old), seen{1, true})
	want(t, "a read that must be of now", read(t, one, here, db.Request{}), seen{1, false})

	f.tell(t, "select pg_wal_replay_pause()")
	at := count(t, one, here)
	want(t, "the process that wrote", read(t, one, here, old), seen{2, false})
	want(t, "another district of that process", read(t, one, there, old), seen{0, true})
	want(t, "another process that was told", read(t, two, here, db.Request{Old: true, After: at}), seen{2, false})
	want(t, "another process that was not told, within two seconds", read(t, two, here, old), seen{1, true})
	f.clock.Advance(2*time.Second + time.Microsecond)
	want(t, "another process that was not told, later", read(t, two, here, old), seen{2, false})
	look(t, two)
	want(t, "after another look at the database", read(t, two, here, old), seen{2, false})
	want(t, "a token of a timeline to come", read(t, two, there, db.Request{Old: true, After: db.Position{Timeline: at.Timeline + 1}}), seen{0, false})

	f.tell(t, "select pg_wal_replay_resume()")
	f.catchUp(t)
	look(t, one)
	want(t, "the process that wrote, once the replica has come on", read(t, one, here, old), seen{2, true})
	if answered, repeated := one.ReplicaReads(); answered != 3 || repeated != 1 {
		t.Errorf("%d reads answered and %d repeated", answered, repeated)
	}

	if got, err := db.Read(db.WithRequest(access.AsSystem(t.Context(), here), old), one, where); err != nil || got.replica {
		t.Errorf("what the program asks in its own name is read at the replica: %v", err)
	}
	refused := errors.New("refused")
	if _, err := db.Read(db.WithRequest(access.With(t.Context(), access.Principal{Tenant: here}), old), one, func(ctx context.Context, tx *db.Tx) (none, error) {
		var replica bool
		if err := tx.QueryRow(ctx, "select pg_is_in_recovery()").Scan(&replica); err != nil || replica {
			return none{}, errors.Join(err, refused)
		}
		return none{}, nil
	}); err != nil {
		t.Errorf("a refusal by the replica is believed: %v", err)
	}

	f.tell(t, "select pg_promote()")
	want(t, "a standby that has become a database of its own", read(t, one, here, old), seen{2, false})
	if err := one.LookAtReplica(t.Context()); err == nil || !strings.Contains(err.Error(), "no standby") {
		t.Errorf("a look at it: %v", err)
	}
	if err := f.standby.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	want(t, "a standby that is away", read(t, two, here, old), seen{2, false})
}

func TestAReplicaThatIsNoStandbyOrAsksAsAnotherRoleIsNotRead(t *testing.T) {
	t.Parallel()
	f := follow(t)
	for dsn, reason := range map[string]string{
		f.primary.DSN("ours", "plain"):     "no standby",
		f.standby.DSN("ours", "bystander"): `as "bystander"`,
		f.standby.OwnerDSN("ours"):         `as "postgres"`,
	} {
		d := f.open(t, dsn)
		if err := d.LookAtReplica(t.Context()); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: %v", dsn, err)
		}
		want(t, dsn, read(t, d, here, db.Request{Old: true}), seen{0, false})
	}
}

func TestAPositionIsReadAsItIsWritten(t *testing.T) {
	t.Parallel()
	for _, p := range []db.Position{{}, {1, 0x16B3748}, {0xFFFFFFFF, 1<<64 - 1}} {
		if got, err := db.ParsePosition(p.String()); err != nil || got != p {
			t.Errorf("%v is read as %v: %v", p, got, err)
		}
	}
	for _, text := range []string{"", "1", "0000000100000000016B374", "0000000100000000016B37488", "0000000X00000000016B3748", "0000000100000000016B374X", "-000000100000000016B3748"} {
		if got, err := db.ParsePosition(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
