package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
)

// temporaryPrefix names the folders of temporary clusters; madeByTemporary lies in each: only such a folder is deleted.
const (
	temporaryPrefix = "haolinju-temporary-"
	madeByTemporary = "temporary"
)

// Temporary starts a new cluster in a new folder that Stop removes, for tests and measurements. What it writes during
// its making is not forced to disk; what it writes afterwards is, unless the settings say fsync=off.
func Temporary(ctx context.Context, settings map[string]string) (*Server, error) {
	return inNewFolder(ctx, settings, func(root) error { return nil })
}

// inNewFolder starts a cluster that fill puts into its root, or else a new one, in a folder that Stop removes.
func inNewFolder(ctx context.Context, settings map[string]string, fill func(root) error) (*Server, error) {
	if supported != nil {
		return nil, supported
	}
	if err := checkSettings(settings); err != nil {
		return nil, err
	}
	a, err := runAs()
	if err != nil {
		return nil, err
	}
	in := tempRoot(ctx, a)
	removeAbandoned(ctx, in, a)
	dir, err := os.MkdirTemp(in, temporaryPrefix)
	if err != nil {
		return nil, err
	}
	s, err := startTemporary(ctx, dir, a, settings, fill)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return s, nil
}

func startTemporary(ctx context.Context, dir string, a account, settings map[string]string, fill func(root) error) (*Server, error) {
	r, err := makeRoot(ctx, dir, a)
	if err != nil {
		return nil, err
	}
	lock, err := takeLock(r)
	if err != nil {
		return nil, err
	}
	var s *Server
	mark, err := openOwned(filepath.Join(dir, madeByTemporary), os.O_RDWR|os.O_CREATE, a)
	if err == nil {
		err = mark.Close()
	}
	if err == nil {
		err = fill(r)
	}
	if err == nil {
		s, err = serve(ctx, r, Options{Log: slog.New(slog.DiscardHandler), Settings: settings}, false)
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	s.immediate = true
	s.release = func() error {
		return errors.Join(removeTemporary(s.dir, s.socket), lock.Close())
	}
	return s, nil
}

// removeTemporary deletes the folder of a temporary cluster and its socket's, which may lie outside of it.
func removeTemporary(dir, socket string) error {
	if !madeHere(dir) {
		return fmt.Errorf("%s is not a temporary cluster and stays", dir)
	}
	return errors.Join(os.RemoveAll(socket), os.RemoveAll(dir))
}

// madeHere tells whether Temporary made the folder.
func madeHere(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, madeByTemporary))
	return err == nil
}

// removeAbandoned deletes temporary clusters of this user whose program was killed before its Stop. What cannot be
// deleted stays for the next time.
func removeAbandoned(ctx context.Context, in string, a account) {
	dirs, _ := filepath.Glob(filepath.Join(in, temporaryPrefix+"*"))
	for _, dir := range dirs {
		uid, _, err := owner(dir)
		if err != nil || uid != a.uid || !madeHere(dir) {
			continue
		}
		r := root{path: dir, account: a}
		lock, err := lockFile(r, 0) // none: it is being made or removed at this moment
		if err != nil {
			continue
		}
		if stopOrphan(ctx, r, slog.New(slog.DiscardHandler)) == nil {
			if socket, err := socketDir(ctx, r); err == nil {
				_ = removeTemporary(dir, socket)
			}
		}
		_ = lock.Close()
	}
}
