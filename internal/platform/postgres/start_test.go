//go:build unix

package postgres_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/postgres"
)

func TestAFirstStartMakesAClusterAndTheNextOneKeepsItsData(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := filepath.Join(folder(t, p), "not", "there", "yet")
		g := withOneRow(t, p, dir)
		if g.Dir != dir {
			t.Errorf("the data root is %s, want %s", g.Dir, dir)
		}
		g.stop(t)
		again := started(t, p, order{Dir: dir})
		wantRows(t, again.DSN, "1")
		again.stop(t)
	})
}

func TestAClusterIsPrivateAndKnowsChinese(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		g := started(t, p, order{Dir: existing(t, p), Settings: fastest})
		for _, c := range []struct{ sql, want string }{
			{`show listen_addresses`, ""},
			{`show server_encoding`, "UTF8"},
			{`select datcollate from pg_database where datname = 'template1'`, "C"},
			{`select (datctype ilike '%utf%8')::text from pg_database where datname = 'template1'`, "true"},
			{`create extension if not exists btree_gist`, ""},
			{`create extension if not exists pg_trgm`, ""},
			{`select (cardinality(show_trgm('西潞大街')) > 3)::text`, "true"},
			{`show fsync`, "off"},
			{`show timezone`, "UTC"},
		} {
			if got := ask(t, g.DSN, c.sql); got != c.want {
				t.Errorf("%s: %q, want %q", c.sql, got, c.want)
			}
		}
		for _, name := range []string{"", "socket", "data"} {
			info, err := os.Stat(filepath.Join(g.Dir, name))
			must(t, err)
			if info.Mode().Perm() != 0o700 {
				t.Errorf("%s has mode %v, want 0700", filepath.Join(g.Dir, name), info.Mode().Perm())
			}
		}
		g.stop(t)
	})
}

func TestASecondInstanceOnAFolderIsRefused(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		o := order{Dir: existing(t, p)}
		first := started(t, p, o)
		second := run(t, p, o)
		want := "(pid " + itoa(first.cmd.Process.Pid) + "); stop it, or"
		if !second.InUse || !strings.Contains(second.Error, want) {
			t.Errorf("got %q, want the in-use error with %q", second.Error, want)
		}
		if got := ask(t, first.DSN, `select 'still here'`); got != "still here" {
			t.Errorf("the first instance answers %q", got)
		}
		first.stop(t)
		started(t, p, o).stop(t)
	})
}

func TestDataOfAnotherMajorVersionIsRefusedAndLeftAlone(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := existing(t, p)
		withOneRow(t, p, dir).stop(t)
		note := filepath.Join(dir, "data", "PG_VERSION")
		own, err := os.ReadFile(note)
		must(t, err)
		for version, want := range map[string]string{
			"99": "no usable PostgreSQL 99 was found; nothing was changed",
			"13": "older than 14; nothing was changed",
			"x":  "unknown version",
		} {
			must(t, os.WriteFile(note, []byte(version+"\n"), 0o600))
			if got := run(t, p, order{Dir: dir}).Error; !strings.Contains(got, want) {
				t.Errorf("version %s: %q, want %q", version, got, want)
			}
		}
		must(t, os.WriteFile(note, own, 0o600))
		g := started(t, p, order{Dir: dir})
		wantRows(t, g.DSN, "1")
		g.stop(t)
	})
}

func TestAnInterruptedInitdbIsDoneAnew(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := filepath.Join(folder(t, p), "root")
		half := filepath.Join(dir, "data.tmp")
		must(t, os.MkdirAll(half, 0o755))
		for _, path := range []string{filepath.Join(dir, "lock"), filepath.Join(half, "PG_VERSION")} {
			must(t, os.WriteFile(path, []byte("15\n"), 0o644))
		}
		for _, path := range []string{dir, half, filepath.Join(dir, "lock"), filepath.Join(half, "PG_VERSION")} {
			must(t, os.Chown(path, p.uid, p.gid))
		}
		started(t, p, order{Dir: dir, Settings: fastest}).stop(t)
		if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there (%v)", half, err)
		}
	})
}

func TestRootOpensAnOrdinaryUsersClusterAndLeavesItUsable(t *testing.T) {
	t.Parallel()
	people := everyone(t)
	owner := people[len(people)-1]
	dir := existing(t, owner)
	withOneRow(t, owner, dir).stop(t)
	for _, p := range people {
		g := started(t, p, order{Dir: dir})
		ask(t, g.DSN, enter)
		g.stop(t)
	}
	g := started(t, owner, order{Dir: dir})
	wantRows(t, g.DSN, itoa(1+len(people)))
	g.stop(t)
}

func TestTheLogHoldsNoValues(t *testing.T) {
	t.Parallel()
	s, _ := inProcess(t)
	conn, err := pgx.Connect(t.Context(), s.OwnerDSN("postgres"))
	must(t, err)
	_, err = conn.Exec(t.Context(), `create temporary table phone (number text unique)`)
	must(t, err)
	for range 2 {
		_, err = conn.Exec(t.Context(), `insert into phone values ('13800001111')`)
	}
	if err == nil {
		t.Fatal("the second insert was not refused")
	}
	must(t, conn.Close(t.Context()))
	log, err := os.ReadFile(filepath.Join(s.Dir(), "postgres.log"))
	must(t, err)
	if !strings.Contains(string(log), "phone_number_key") || strings.Contains(string(log), "13800001111") {
		t.Errorf("the log names the constraint and not the value, but is:\n%s", log)
	}
}

func TestStopEndsTheServerEvenWhenItsTimeIsOver(t *testing.T) {
	t.Parallel()
	s, _ := inProcess(t)
	over, cancel := context.WithCancel(t.Context())
	cancel()
	err := s.Stop(over)
	<-s.Done()
	if again := s.Stop(t.Context()); again != err {
		t.Errorf("a second Stop says %v, the first said %v", again, err)
	}
	next, err := postgres.Start(t.Context(), postgres.Options{Dir: s.Dir()})
	must(t, err)
	must(t, next.Stop(t.Context()))
}

func TestAServerThatEndsByItselfIsReported(t *testing.T) {
	t.Parallel()
	s, log := inProcess(t)
	kill(t, serverPID(t, s.Dir()))
	<-s.Done()
	for r := range log {
		if r.Level == slog.LevelError && strings.Contains(r.Message, "ended by itself") {
			return
		}
	}
}

func TestSettingsThatMakeAServerPublicAreRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"listen_addresses", "unix_socket_directories", "port", "data_directory", "fsync=off -c port"} {
		_, err := postgres.Start(t.Context(), postgres.Options{Dir: t.TempDir(), Settings: map[string]string{name: "1"}})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// inProcess starts a cluster inside the tests themselves; its log lines come through the channel.
func inProcess(t *testing.T) (*postgres.Server, <-chan slog.Record) {
	t.Helper()
	lines := make(records, 100)
	s, err := postgres.Start(t.Context(), postgres.Options{
		Dir: existing(t, everyone(t)[0]), Log: slog.New(lines),
	})
	must(t, err)
	t.Cleanup(func() { _ = s.Stop(context.Background()) })
	return s, lines
}

// records is a log handler that hands its lines on.
type records chan slog.Record

func (r records) Enabled(context.Context, slog.Level) bool { return true }
func (r records) Handle(_ context.Context, line slog.Record) error {
	r <- line
	return nil
}
func (r records) WithAttrs([]slog.Attr) slog.Handler { return r }
func (r records) WithGroup(string) slog.Handler      { return r }
