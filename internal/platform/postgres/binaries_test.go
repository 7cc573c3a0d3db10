//go:build unix

package postgres_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/postgres"
)

// installation makes a folder of programs that say a version; those that are not named are missing.
func installation(t *testing.T, in, name, version string, programs ...string) string {
	t.Helper()
	dir := filepath.Join(in, name, "bin")
	must(t, os.MkdirAll(dir, 0o755))
	for _, program := range programs {
		says := fmt.Sprintf("%s (PostgreSQL) %s", program, version)
		if program == "pg_config" {
			says = filepath.Join(in, name, "share")
		}
		path := filepath.Join(dir, program)
		must(t, writeProgram(path, []byte("#!/bin/sh\necho '"+says+"'\n")))
	}
	return dir
}

func TestWithoutBinariesTheErrorListsEveryCandidateAndWhatHelps(t *testing.T) {
	in := folder(t, everyone(t)[0])
	dir := filepath.Join(in, "root")
	named := installation(t, in, "named", "13.4", "postgres", "initdb")
	installation(t, in, "pg-9", "15.1", "postgres", "initdb", "pg_config")
	installation(t, in, "pg-16", "16.2", "postgres")
	installation(t, in, "pg-17", "none", "initdb")
	t.Setenv("PATH", "")
	t.Setenv("PG_BIN_DIR", named)
	_, err := postgres.Start(t.Context(), postgres.Options{
		Dir: dir, BinDirs: []string{filepath.Join(in, "pg-*", "bin"), filepath.Join(in, "elsewhere", "*")},
	})
	var missing *postgres.NotFoundError
	if !errors.As(err, &missing) {
		t.Fatalf("got %v, want a NotFoundError", err)
	}
	rest := err.Error()
	for _, want := range []string{ // in this order
		"PG_BIN_DIR (" + named + "): version 13.4 is older than 14",
		"postgres on PATH: not found",
		"pg_config --bindir: pg_config is not on PATH",
		"pg-17/bin): postgres cannot be run: ",
		"pg-16/bin): initdb cannot be run: ",
		"pg-9/bin): the extension btree_gin is not installed (contrib package)",
		"elsewhere/*: no such folder",
		"download: ",
		"install postgresql",
		"PG_BIN_DIR",
		"DATABASE_URL",
	} {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("%q is missing, or not at its place, in:\n%v", want, err)
		}
		rest = after
	}
	if fileExists(filepath.Join(dir, "data")) || fileExists(filepath.Join(dir, "data.tmp")) {
		t.Error("a start without binaries left data")
	}
}

func TestAnInstallationThatCannotBeUsedGivesWayToTheNext(t *testing.T) {
	real, err := postgres.Find()
	must(t, err)
	in := folder(t, everyone(t)[0])
	t.Setenv("PATH", "")
	t.Setenv("PG_BIN_DIR", installation(t, in, "named", "12.1", "postgres", "initdb"))
	s, err := postgres.Start(t.Context(), postgres.Options{
		Dir: existing(t, everyone(t)[0]), BinDirs: []string{real.Dir},
	})
	must(t, err)
	if s.Binaries() != real {
		t.Errorf("%v runs, want %v", s.Binaries(), real)
	}
	must(t, s.Stop(t.Context()))
}

func TestPGBinDirComesBeforeThePath(t *testing.T) {
	real, err := postgres.Find()
	must(t, err)
	in := folder(t, everyone(t)[0])
	link := filepath.Join(in, "link")
	must(t, os.Symlink(real.Dir, link))
	t.Setenv("PATH", real.Dir)
	t.Setenv("PG_BIN_DIR", link)
	found, err := postgres.Find()
	must(t, err)
	if found.Dir != link || found.Major != real.Major {
		t.Errorf("found %v, want the one in %s", found, link)
	}
}

func TestAProgramIsFoundBesideTheServer(t *testing.T) {
	t.Parallel()
	bin, err := postgres.Find()
	must(t, err)
	if path, err := bin.Path("initdb"); err != nil || path != filepath.Join(bin.Dir, "initdb") {
		t.Errorf("initdb is %s (%v)", path, err)
	}
	if path, err := bin.Path("no-such-program"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no-such-program is %s (%v)", path, err)
	}
}
