package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// longestSocket is the longest path of a socket, in bytes: systems allow 103 or 107.
const longestSocket = 100

// socketDir makes the folder of the socket: mode 0700, in the data root or, when that path is too long, in the
// temporary folder under a name that follows from the data root.
func socketDir(ctx context.Context, r root) (string, error) {
	dir := filepath.Join(r.path, "socket")
	if len(socketFile(dir)) >= longestSocket {
		dir = filepath.Join(tempRoot(ctx, r.account), "haolinju-"+shortHash(r.path))
		if len(socketFile(dir)) >= longestSocket {
			dir = filepath.Join("/tmp", filepath.Base(dir))
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	} else if err == nil && r.switched {
		if err := os.Lchown(dir, r.uid, r.gid); err != nil {
			return "", err
		}
	}
	// One that was there may be another's: in the temporary folder anyone may make it, and so read along.
	info, err := os.Lstat(dir)
	if err != nil {
		return "", err
	}
	uid, _, err := owner(dir)
	if err != nil {
		return "", err
	}
	if !info.IsDir() || uid != r.uid {
		return "", fmt.Errorf("%s is not a folder of user %s; remove it, or name a data folder with a shorter path", dir, r.name)
	}
	return dir, os.Chmod(dir, 0o700)
}

// clearSocket removes the socket of a server that was killed, and its note of a process id, which may be another
// program's by now. No server uses the folder: the caller holds the lock of the data root that it belongs to.
func clearSocket(dir string) error {
	return errors.Join(ignoreMissing(os.Remove(socketFile(dir))), ignoreMissing(os.Remove(socketFile(dir)+".lock")))
}

func socketFile(dir string) string { return filepath.Join(dir, ".s.PGSQL."+strconv.Itoa(port)) }
