//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// supported is nil where this package can run PostgreSQL.
var supported error

// attributes of a child: the account's identity, and a process group of its own, so that Ctrl-C in a terminal reaches
// this program only, which then stops PostgreSQL after its own last statement.
func attributes(a account) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true}
	if a.switched {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attr
}

// owner of a file, not of what it links to.
func owner(path string) (uid, gid int, err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return 0, 0, err
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, fmt.Errorf("the owner of %s is unknown", path)
	}
	return int(stat.Uid), int(stat.Gid), nil
}

// openOwned opens a file in a folder that the account may write, and makes it the account's. A link planted there is not
// followed: root would write through it.
func openOwned(path string, flags int, a account) (*os.File, error) {
	f, err := os.OpenFile(path, flags|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, err
	}
	if a.switched {
		if err := f.Chown(a.uid, a.gid); err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
	return f, nil
}

// tryLock takes the file's lock, which the system gives back when the process ends; false if another one has it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// exists tells whether a process of this id is there, be it another user's or one that has ended and was not collected.
func exists(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

func signal(pid int, s syscall.Signal) error { return syscall.Kill(pid, s) }

// outOfReach tells errors of permission and of read-only media, for which another folder helps.
func outOfReach(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}
