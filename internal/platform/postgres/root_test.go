//go:build unix

package postgres_test

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

func fileExists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestAFolderUnderAClosedParentIsReplacedByAUsableOne(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		closed := folder(t, person{uid: os.Geteuid(), gid: os.Getegid()})
		mode := os.FileMode(0o700) // closed to other users, and to PostgreSQL when this is root
		if os.Geteuid() != 0 {
			mode = 0o500
		}
		must(t, os.Chmod(closed, mode))
		env := []string{"XDG_DATA_HOME=" + closed, "TMPDIR=" + folder(t, p)}
		wanted := filepath.Join(closed, "haolinju", "postgres")

		byDefault := started(t, p, order{}, env...)
		t.Cleanup(func() {
			must(t, os.RemoveAll(byDefault.Dir))
			_ = os.Remove(filepath.Dir(byDefault.Dir)) // unless it holds others
		})
		ask(t, byDefault.DSN, `create table entered (what text)`, enter)
		byDefault.stop(t)
		named := started(t, p, order{Dir: wanted}, env...)
		wantRows(t, named.DSN, "1")
		named.stop(t)

		for _, g := range []*program{byDefault, named} {
			if strings.HasPrefix(g.Dir, closed) {
				t.Errorf("the data lies in %s, which is closed", g.Dir)
			}
			if log := g.log.String(); !strings.Contains(log, "used="+g.Dir) || !strings.Contains(log, "wanted="+wanted) {
				t.Errorf("the log does not say that %s takes the place of %s:\n%s", g.Dir, wanted, log)
			}
		}
		if left, err := os.ReadDir(closed); err != nil || len(left) != 0 {
			t.Errorf("%v is left in the closed folder (%v)", left, err)
		}
	})
}

func TestAFolderWithSomebodysFilesIsRefusedAndLeftAlone(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := folder(t, p)
		must(t, os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("dear"), 0o644))
		before, err := os.Stat(dir)
		must(t, err)
		g := run(t, p, order{Dir: dir})
		if !strings.Contains(g.Error, "name an empty or a new folder") {
			t.Errorf("got %q", g.Error)
		}
		after, err := os.Stat(dir)
		must(t, err)
		entries, err := os.ReadDir(dir)
		must(t, err)
		if after.Mode() != before.Mode() || ownerOf(t, dir).uid != p.uid || len(entries) != 1 {
			t.Errorf("the folder was changed: %v, %v", after.Mode(), entries)
		}
	})
}

func TestADeepFolderGetsASocketElsewhereThatNobodyElseMayMake(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		short := folder(t, p)
		env := "TMPDIR=" + short
		deep := filepath.Join(folder(t, p), strings.Repeat("d", 60))
		g := started(t, p, order{Dir: filepath.Join(deep, "root"), Settings: fastest}, env)
		socket := socketOf(t, g.DSN)
		info, err := os.Stat(socket)
		must(t, err)
		if filepath.Dir(socket) != short || info.Mode().Perm() != 0o700 {
			t.Errorf("the socket lies in %s with mode %v, want mode 0700 in %s", socket, info.Mode().Perm(), short)
		}
		if got := ask(t, g.DSN, `show data_directory`); got != filepath.Join(g.Dir, "data") {
			t.Errorf("%s serves %s", g.Dir, got)
		}
		g.stop(t)
		must(t, os.RemoveAll(socket))
		must(t, os.Symlink(folder(t, p), socket))
		if again := run(t, p, order{Dir: g.Dir}, env); !strings.Contains(again.Error, socket+" is not a folder of user") {
			t.Errorf("a socket folder that another has put there is to be refused, but got %q", again.Error)
		}
	})
}

func socketOf(t *testing.T, dsn string) string {
	t.Helper()
	cfg, err := pgx.ParseConfig(dsn)
	must(t, err)
	if u, err := url.Parse(dsn); err != nil || u.Query().Get("host") != cfg.Host {
		t.Fatalf("%s names the socket folder %s (%v)", dsn, cfg.Host, err)
	}
	return cfg.Host
}
