package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
)

// oldestMajor is the oldest major version of PostgreSQL that the schema runs on.
const oldestMajor = 14

// extensions that the schema creates: each must be installed beside the binaries.
var extensions = []string{"btree_gin", "btree_gist", "pg_trgm"}

// Binaries are an installed PostgreSQL.
type Binaries struct {
	Dir     string // the folder of postgres and initdb
	Major   int    // 15
	Version string // "15.18"
}

// Path is the absolute path of a program of this installation, such as pg_dump or pgbench.
func (b Binaries) Path(program string) (string, error) {
	path := filepath.Join(b.Dir, program)
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("%s is not among the programs of PostgreSQL %s: %w", program, b.Version, err)
	}
	return path, nil
}

// Find returns the installation that Start would use for a new cluster.
func Find() (Binaries, error) {
	if supported != nil {
		return Binaries{}, supported
	}
	a, err := runAs()
	if err != nil {
		return Binaries{}, err
	}
	return find(context.Background(), a, Options{}, 0)
}

// find returns the first usable candidate. A major other than 0 is the only one that will do.
func find(ctx context.Context, a account, o Options, major int) (Binaries, error) {
	var refused []refusal
	seen := map[string]bool{}
	for c := range candidates(ctx, a, o) {
		if c.missing != nil {
			refused = append(refused, refusal{c.source, c.missing})
			continue
		}
		if seen[c.dir] {
			continue
		}
		seen[c.dir] = true
		b, err := inspect(ctx, a, c.dir)
		if err == nil && major != 0 && b.Major != major {
			err = fmt.Errorf("it is version %s, and the data belongs to %d", b.Version, major)
		}
		if err == nil {
			return b, nil
		}
		refused = append(refused, refusal{c.source + " (" + c.dir + ")", err})
	}
	return Binaries{}, &NotFoundError{Major: major, refused: refused}
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) ((\d+)[.0-9a-z]*)`)

// inspect tells whether the folder holds an installation that the account can run and that has what the schema needs.
func inspect(ctx context.Context, a account, dir string) (Binaries, error) {
	said, err := a.run(ctx, filepath.Join(dir, "postgres"), "--version")
	if err != nil {
		return Binaries{}, fmt.Errorf("postgres cannot be run: %w", err)
	}
	m := versionLine.FindStringSubmatch(said)
	if m == nil {
		return Binaries{}, fmt.Errorf("postgres --version says %.60q", said)
	}
	b := Binaries{Dir: dir, Version: m[1]}
	if b.Major, err = strconv.Atoi(m[2]); err != nil || b.Major < oldestMajor {
		return Binaries{}, fmt.Errorf("version %s is older than %d", b.Version, oldestMajor)
	}
	if _, err := a.run(ctx, filepath.Join(dir, "initdb"), "--version"); err != nil {
		return Binaries{}, fmt.Errorf("initdb cannot be run: %w", err)
	}
	for _, name := range extensions {
		if err := hasExtension(ctx, a, b, name); err != nil {
			return Binaries{}, err
		}
	}
	return b, nil
}

// hasExtension looks for the extension's control file where this installation keeps its shared files: where its
// pg_config says or, since servers are installed without pg_config too, at the places that packagers use.
func hasExtension(ctx context.Context, a account, b Binaries, name string) error {
	above, major := filepath.Dir(b.Dir), strconv.Itoa(b.Major)
	shares := []string{
		filepath.Join(above, "share"),
		filepath.Join(above, "share", "postgresql"),
		filepath.Join(above, "share", "postgresql@"+major),
		filepath.Join(above, "share", "postgresql"+major),
		filepath.Join(above, "share", "pgsql"),
		"/usr/share/postgresql/" + major,
		"/usr/share/postgresql" + major,
	}
	if said, err := a.run(ctx, filepath.Join(b.Dir, "pg_config"), "--sharedir"); err == nil {
		shares = []string{said}
	}
	for _, share := range shares {
		if _, err := os.Stat(filepath.Join(share, "extension", name+".control")); err == nil {
			return nil
		}
	}
	return errors.New("the extension " + name + " is not installed (contrib package)")
}
