//go:build unix

package postgres_test

import (
	"os"
	"path/filepath"
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
