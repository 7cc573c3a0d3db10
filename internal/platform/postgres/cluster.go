package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// existingMajor is the major version that the data belongs to; 0 means that there is no data yet.
func existingMajor(r root) (int, error) {
	if _, err := os.Lstat(r.data()); errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	text, err := os.ReadFile(filepath.Join(r.data(), "PG_VERSION"))
	if err != nil {
		return 0, fmt.Errorf("%s is there but is not PostgreSQL's data; nothing was changed: %w", r.data(), err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, fmt.Errorf("%s names an unknown version %.10q; nothing was changed", filepath.Join(r.data(), "PG_VERSION"), text)
	}
	if major < oldestMajor {
		return 0, fmt.Errorf("%s belongs to PostgreSQL %d, older than %d; nothing was changed: bring it up by pg_upgrade, "+
			"or name another data folder, or set DATABASE_URL", r.data(), major, oldestMajor)
	}
	return major, nil
}

// create makes the cluster in a folder beside its place and moves it there when it is whole, so that an interrupted
// start leaves no half of a cluster.
func create(ctx context.Context, r root, b Binaries, durable bool) error {
	args := []string{
		"--pgdata=" + r.newData(), "--username=" + Superuser, "--encoding=UTF8", "--locale=C",
		"--auth-local=trust", "--auth-host=reject", "--no-instructions",
	}
	if !durable {
		args = append(args, "--no-sync")
	}
	var refused error
	for locale := range utf8Locales(ctx, r.account) {
		if err := os.RemoveAll(r.newData()); err != nil {
			return err
		}
		_, refused = r.run(ctx, filepath.Join(b.Dir, "initdb"), append(args, "--lc-ctype="+locale)...)
		if refused == nil {
			return moveIntoPlace(r, durable)
		}
		if !strings.Contains(refused.Error(), "locale") {
			break
		}
	}
	return fmt.Errorf("initdb in %s: %w", r.newData(), refused)
}

// utf8Locales are character types that know every script, the one without a language first: with plain C, PostgreSQL
// takes no letter beyond ASCII for a letter and trigram search finds no Chinese.
func utf8Locales(ctx context.Context, a account) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, name := range []string{"C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8"} {
			if !yield(name) {
				return
			}
		}
		installed, _ := a.run(ctx, "locale", "-a")
		for name := range strings.Lines(installed) {
			name = strings.TrimSpace(name)
			lower := strings.ToLower(name)
			if (strings.HasSuffix(lower, ".utf-8") || strings.HasSuffix(lower, ".utf8")) && !yield(name) {
				return
			}
		}
	}
}

func moveIntoPlace(r root, durable bool) error {
	if err := os.Rename(r.newData(), r.data()); err != nil || !durable {
		return err
	}
	dir, err := os.Open(r.path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
