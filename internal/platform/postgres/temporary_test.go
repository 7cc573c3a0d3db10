//go:build unix

package postgres_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestATemporaryClusterIsRemovedByStopAndThatOfAKilledProgramByTheNext(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		in := folder(t, p)
		o := order{Temporary: true, Settings: fastest}
		foreign := "haolinju-temporary-foreign"
		must(t, os.Mkdir(filepath.Join(in, foreign), 0o700))
		must(t, os.WriteFile(filepath.Join(in, foreign, "lock"), nil, 0o600))
		for _, name := range []string{foreign, foreign + "/lock"} {
			must(t, os.Chown(filepath.Join(in, name), p.uid, p.gid))
		}
		running := started(t, p, o, "TMPDIR="+in)
		killed := started(t, p, o, "TMPDIR="+in)
		killed.kill(t)
		next := started(t, p, o, "TMPDIR="+in)
		wantEntries(t, in, foreign, filepath.Base(running.Dir), filepath.Base(next.Dir))
		if got := ask(t, running.DSN, `select 'undisturbed'`); got != "undisturbed" {
			t.Errorf("the running cluster answers %q", got)
		}
		running.stop(t)
		next.stop(t)
		wantEntries(t, in, foreign)
	})
}

func TestProgramsOfOneProcessShareWhatTheFirstHasFilledAndThoseOfAnotherRemoveIt(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		in := folder(t, p)
		o := order{Shared: "filled", Settings: fastest}
		first, second := started(t, p, o, "TMPDIR="+in), started(t, p, o, "TMPDIR="+in)
		by := ask(t, first.DSN, `select by from filled`)
		if got := ask(t, second.DSN, `select by from filled`); got != by {
			t.Errorf("the first is filled by %s, the second by %s", by, got)
		}
		if ask(t, first.DSN, `insert into filled values ('') returning by`); ask(t, second.DSN, `select count(*) from filled`) != "1" {
			t.Error("what one writes, the other reads")
		}
		o.Shared = "filled otherwise"
		if other := started(t, p, o, "TMPDIR="+in); ask(t, other.DSN, `select by from filled`) == by {
			t.Error("two names share")
		}
		left := func() (names []string) {
			t.Helper()
			found, err := filepath.Glob(filepath.Join(in, "haolinju-shared-*"))
			must(t, err)
			for _, path := range found {
				names = append(names, filepath.Base(path))
			}
			return names
		}
		ours := left()
		if len(ours) != 4 { // two names, each with its lock
			t.Errorf("shared are %q", ours)
		}
		_, run, _ := strings.Cut(ours[0], "haolinju-shared-")
		_, rest, _ := strings.Cut(run, "-")
		ended := "haolinju-shared-1-" + rest // the first process has another start
		must(t, os.Mkdir(filepath.Join(in, ended), 0o700))
		must(t, os.Chown(filepath.Join(in, ended), p.uid, p.gid))
		started(t, p, o, "TMPDIR="+in)
		if got := left(); !slices.Equal(got, ours) {
			t.Errorf("left are %q, not %q", got, ours)
		}
	})
}

// wantEntries compares a folder's entries with these, in any order.
func wantEntries(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	left := map[string]bool{}
	for _, e := range entries {
		left[e.Name()] = true
	}
	for _, name := range want {
		if !left[name] {
			t.Errorf("%s is missing in %s", name, dir)
		}
		delete(left, name)
	}
	for name := range left {
		t.Errorf("%s is left in %s", name, dir)
	}
}
