package postgres

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// sharedPrefix names the folders of data that several programs copy, followed by the process that has started them: its id and its start.
const sharedPrefix = "haolinju-shared-"

// Shared starts a temporary cluster that holds what fill puts into one. Of the programs that one process has started, as `go test` does, the
// first one fills it under its name, and the others copy what it has filled. The data lie there until a program of another process starts.
func Shared(ctx context.Context, settings map[string]string, name string, fill func(*Server) error) (*Server, error) {
	a, err := runAs()
	if err != nil {
		return nil, err
	}
	in := tempRoot(ctx, a)
	removeUnshared(in)
	data := filepath.Join(in, sharedPrefix+runOf(os.Getppid())+"-"+shortHash(name))
	turn, err := openOwned(data+".lock", os.O_RDWR|os.O_CREATE, a)
	if err != nil {
		return nil, err
	}
	defer turn.Close()
	for got := false; !got; {
		if got, err = tryLock(turn); err == nil && !got {
			err = pause(ctx)
		}
		if err != nil {
			return nil, err
		}
	}
	if _, err := os.Lstat(data); errors.Is(err, os.ErrNotExist) {
		err = share(ctx, settings, data, fill)
		if err != nil {
			return nil, err
		}
	}
	return inNewFolder(ctx, settings, func(r root) error {
		_, err := r.run(ctx, "cp", "-Rp", data, r.data())
		return err
	})
}

// share fills a cluster, ends it and puts its data where the others find them.
func share(ctx context.Context, settings map[string]string, data string, fill func(*Server) error) error {
	s, err := Temporary(ctx, settings)
	if err != nil {
		return err
	}
	s.immediate = false // the copies need a whole one
	release := s.release
	s.release = func() error {
		return errors.Join(os.Rename(filepath.Join(s.dir, "data"), data), release())
	}
	if err := fill(s); err != nil {
		s.release = release
		return errors.Join(err, s.Stop(ctx))
	}
	return s.Stop(ctx)
}

// removeUnshared deletes what programs have shared whose process has ended.
func removeUnshared(in string) {
	shared, _ := filepath.Glob(filepath.Join(in, sharedPrefix+"*"))
	for _, path := range shared {
		run := strings.Join(strings.Split(strings.TrimPrefix(filepath.Base(path), sharedPrefix), "-")[:2], "-")
		pid, err := strconv.Atoi(strings.Split(run, "-")[0])
		if err == nil && runOf(pid) != run {
			_ = os.RemoveAll(path)
		}
	}
}

// runOf names a process that runs: another one that gets its id later has another start.
func runOf(pid int) string { return strconv.Itoa(pid) + "-" + startOf(pid) }
