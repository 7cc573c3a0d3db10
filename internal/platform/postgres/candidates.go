package postgres

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
)

// candidate is a place where binaries may be, or the reason why there is none.
type candidate struct {
	source  string
	dir     string
	missing error
}

// usualDirs are where packages put the binaries: Debian, Red Hat (PGDG), Alpine, a build from source, Homebrew on
// both kinds of Mac and on Linux, Postgres.app.
var usualDirs = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/usr/libexec/postgresql*",
	"/usr/local/pgsql/bin",
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
}

// candidates in the order in which they are tried; those that were named come before those that are merely there.
func candidates(ctx context.Context, a account, o Options) iter.Seq[candidate] {
	return func(yield func(candidate) bool) {
		_ = yield(fromEnvironment()) && yield(fromPath()) && yield(fromConfig(ctx, a)) && installed(o.BinDirs, yield)
	}
}

func fromEnvironment() candidate {
	c := candidate{source: "PG_BIN_DIR"}
	switch dir := os.Getenv("PG_BIN_DIR"); {
	case dir == "":
		c.missing = errors.New("not set")
	case !filepath.IsAbs(dir):
		c.missing = fmt.Errorf("%q is not an absolute path", dir)
	default:
		c.dir = filepath.Clean(dir)
	}
	return c
}

// fromPath follows links: initdb and the others lie beside the program itself, not beside a link to it.
func fromPath() candidate {
	c := candidate{source: "postgres on PATH"}
	program, err := exec.LookPath("postgres")
	if err == nil {
		program, err = filepath.EvalSymlinks(program)
	}
	if err != nil {
		c.missing = errors.New("not found")
		return c
	}
	c.dir = filepath.Dir(program)
	return c
}

func fromConfig(ctx context.Context, a account) candidate {
	c := candidate{source: "pg_config --bindir"}
	program, err := exec.LookPath("pg_config")
	if err != nil {
		c.missing = errors.New("pg_config is not on PATH")
		return c
	}
	c.dir, c.missing = a.run(ctx, program, "--bindir")
	return c
}

// installed yields what the patterns match, newest first.
func installed(patterns []string, yield func(candidate) bool) bool {
	if patterns == nil {
		patterns = usualDirs
	}
	var found, none []candidate
	for _, pattern := range patterns {
		dirs, err := filepath.Glob(pattern)
		if err == nil && len(dirs) == 0 {
			err = errors.New("no such folder")
		}
		if err != nil {
			none = append(none, candidate{source: pattern, missing: err})
		}
		for _, dir := range dirs {
			found = append(found, candidate{source: pattern, dir: dir})
		}
	}
	slices.SortStableFunc(found, func(x, y candidate) int {
		return cmp.Compare(numberIn(y.dir), numberIn(x.dir))
	})
	for _, c := range append(found, none...) {
		if !yield(c) {
			return false
		}
	}
	return true
}

var number = regexp.MustCompile(`\d+`)

// numberIn is the major version that a folder's name tells, 0 if it tells none.
func numberIn(dir string) int {
	all := number.FindAllString(dir, -1)
	if len(all) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(all[len(all)-1])
	return n
}
