package postgres

import (
	"context"
	"errors"
	"syscall"
)

// PostgreSQL's ways to end: fast ends the sessions and writes a checkpoint, immediate leaves the work to the next start.
const (
	fast      = syscall.SIGINT
	immediate = syscall.SIGQUIT
)

// Stop ends the server and gives the data root back. When ctx is over before the last checkpoint is written, the server
// is ended all the same and recovers at the next start; no commit is lost. It may be called more than once.
func (s *Server) Stop(ctx context.Context) error {
	s.stop.Do(func() {
		s.stopping.Store(true)
		how := fast
		if s.immediate {
			how = immediate
		}
		s.stopped = errors.Join(s.process.shutDown(ctx, how), s.release())
	})
	return s.stopped
}
