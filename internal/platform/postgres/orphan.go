package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// orphanPatience is how long a PostgreSQL without its program may take to write its last checkpoint.
const orphanPatience = 30 * time.Second

// stopOrphan ends a PostgreSQL that still serves the data although the program that started it is gone: the caller
// holds the lock. It leaves the folder so that the next PostgreSQL can start.
func stopOrphan(ctx context.Context, r root, log *slog.Logger) error {
	note := filepath.Join(r.data(), "postmaster.pid")
	pid, err := notedPID(note)
	if pid == 0 {
		return err
	}
	if !servesData(pid, r.data()) {
		if exists(pid) {
			// The number belongs to another program now, or to one that has ended and was not collected. PostgreSQL
			// would take it for a running server; that none of its processes is left it sees by its shared memory.
			return ignoreMissing(os.Remove(note))
		}
		return nil
	}
	log.Warn("a PostgreSQL without its program still serves the data folder; it is stopped", "dir", r.path, "pid", pid)
	if err := signal(pid, syscall.SIGINT); err != nil {
		return fmt.Errorf("the PostgreSQL of another start (pid %d) serves %s and cannot be stopped: %w", pid, r.path, err)
	}
	ctx, cancel := context.WithTimeout(ctx, orphanPatience)
	defer cancel()
	for servesData(pid, r.data()) {
		if err := pause(ctx); err != nil {
			return fmt.Errorf("the PostgreSQL of another start (pid %d) serves %s and does not stop: %w", pid, r.path, err)
		}
	}
	return nil
}

// notedPID reads the first line of postmaster.pid; 0 means that no server is noted.
func notedPID(note string) (int, error) {
	text, err := os.ReadFile(note)
	if err != nil {
		return 0, ignoreMissing(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 1 {
		return 0, nil // not written to its end; PostgreSQL says what it thinks of it
	}
	return pid, nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
