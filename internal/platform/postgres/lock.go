package postgres

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// ErrInUse says that another running instance uses the data root.
var ErrInUse = errors.New("in use by another instance")

// takeLock makes this process the only user of the data root until the file is closed or the process ends. The file
// stays: removing it would let two processes lock two files of the same name.
func takeLock(r root) (*os.File, error) { return lockFile(r, os.O_CREATE) }

func lockFile(r root, flags int) (*os.File, error) {
	f, err := openOwned(r.lock(), os.O_RDWR|flags, r.account)
	if err != nil {
		return nil, err
	}
	got, err := tryLock(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s cannot be locked: %w", r.lock(), err), f.Close())
	}
	if !got {
		holder, _ := io.ReadAll(io.LimitReader(f, 20))
		return nil, errors.Join(inUse(r.path, string(holder)), f.Close())
	}
	if err = f.Truncate(0); err == nil {
		_, err = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func inUse(path, holder string) error {
	if holder = strings.TrimSpace(holder); holder != "" {
		holder = " (pid " + holder + ")"
	}
	return fmt.Errorf("%s is %w%s; stop it, or name another data folder, or set DATABASE_URL", path, ErrInUse, holder)
}
