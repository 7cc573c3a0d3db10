package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// process is a started PostgreSQL.
type process struct {
	*os.Process
	done chan struct{} // closed when it has ended
}

// launch starts the command on a thread that stays with it until it ends: on Linux the child is told of the death of
// the thread that started it, and a thread may end before the program does.
func launch(cmd *exec.Cmd) (*process, error) {
	endWithUs(cmd.SysProcAttr)
	p := &process{done: make(chan struct{})}
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		if err := cmd.Start(); err != nil {
			started <- err
			return
		}
		p.Process = cmd.Process
		started <- nil
		_ = cmd.Wait() // how it ended is in its log; that it ended is what callers wait for
		close(p.done)
	}()
	return p, <-started
}

// shutDown ends the process: first by the given signal; when ctx is over, by an immediate shutdown, after which the
// next start recovers from the log; at last by force.
func (p *process) shutDown(ctx context.Context, first syscall.Signal) error {
	err := p.endsBy(ctx, first)
	for _, harder := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGKILL} {
		if err == nil {
			break
		}
		soon, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if p.endsBy(soon, harder) == nil {
			break
		}
	}
	return err
}

// endsBy sends the signal and waits for the end, no longer than ctx.
func (p *process) endsBy(ctx context.Context, s syscall.Signal) error {
	if err := p.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-p.done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("PostgreSQL did not end by %v: %w", s, ctx.Err())
	}
}
