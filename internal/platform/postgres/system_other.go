//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package postgres

import (
	"errors"
	"os"
	"syscall"
)

// supported says why nothing of this package runs here. Start and Find return it before they do anything else.
var supported = errors.New("a private PostgreSQL cannot be run on this operating system; set DATABASE_URL")

func attributes(account) *syscall.SysProcAttr { return nil }

func owner(string) (uid, gid int, err error) { return 0, 0, supported }

func openOwned(string, int, account) (*os.File, error) { return nil, supported }

func tryLock(*os.File) (bool, error) { return false, supported }

func exists(int) bool { return false }

func signal(int, syscall.Signal) error { return supported }

func outOfReach(error) bool { return false }
