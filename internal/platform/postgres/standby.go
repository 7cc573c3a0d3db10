package postgres

import (
	"context"
	"path/filepath"
	"strconv"
)

// Standby starts a streaming replica of a running server in a new folder that Stop removes, for tests. It answers reads, and follows the
// server until either of them ends.
func Standby(ctx context.Context, of *Server, settings map[string]string) (*Server, error) {
	return inNewFolder(ctx, settings, func(r root) error {
		_, err := r.run(ctx, filepath.Join(of.bin.Dir, "pg_basebackup"), "--pgdata="+r.data(), "--host="+of.socket, "--port="+strconv.Itoa(port),
			"--username="+Superuser, "--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--no-password")
		return err
	})
}
