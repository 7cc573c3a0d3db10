package db

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ErrNothing ends a transaction that found nothing to do: what it wrote is taken back, and Write answers the zero value and no error.
var ErrNothing = errors.New("db: nothing to do")

var (
	errNoTenant = errors.New("db: the caller has no tenant")
	errNoAudit  = errors.New("db: a write without an audit row")

	errReadRecords = errors.New("db: an audit row or event inside db.Read")
	errLaterRead   = errors.New("db: a change that is to be sent later inside db.Read")
)

// Read runs fn on the rows of the caller's tenant. Each statement is one round trip and sees what is committed when it
// starts, or what the replica has, where that will do (replica.go); fn may not change anything, and is run again where the
// replica did not answer.
func Read[T any](ctx context.Context, d *DB, fn func(ctx context.Context, tx *Tx) (T, error)) (T, error) {
	return typed(ctx, d, false, fn)
}

// Write runs fn in one transaction with the audit rows and events that it queues and the answer of the request's
// idempotency key. A key that has its answer already gives that answer and no effect. The whole of fn is run again when
// the database asks for it, so fn must do nothing but read, decide and write through its Tx. A dry run goes the same way up
// to the commit, with every constraint checked, and is taken back there. So is what fn ends by ErrNothing.
func Write[T any](ctx context.Context, d *DB, fn func(ctx context.Context, tx *Tx) (T, error)) (T, error) {
	return typed(ctx, d, true, fn)
}

// typed is all of an attempt that is compiled for each type of answer.
func typed[T any](ctx context.Context, d *DB, write bool, fn func(context.Context, *Tx) (T, error)) (answer T, err error) {
	given, err := d.attempt(ctx, write, work{kind: answer, fn: func(ctx context.Context, tx *Tx) (any, error) { return fn(ctx, tx) }})
	if err == nil {
		answer, _ = given.(T)
	}
	return answer, err
}

// work is what a Read or Write does, and the zero value of the type of its answer.
type work struct {
	kind any
	fn   func(context.Context, *Tx) (any, error)
}

func (d *DB) attempt(ctx context.Context, write bool, w work) (any, error) {
	p := access.From(ctx)
	if p.Tenant == 0 {
		return nil, errNoTenant
	}
	if !write {
		if answer, ok := d.fromReplica(ctx, w); ok {
			return answer, nil
		}
	}
	for try := 0; ; try++ {
		s := d.session(ctx, write)
		if write {
			s.claim = newClaim(p.Actor(), s.request)
		}
		answer, err := s.once(ctx, w)
		switch {
		case err == nil:
			return answer, nil
		case write && errors.Is(err, ErrNothing):
			return nil, nil
		}
		if d.again(ctx, s, err, try) {
			continue
		}
		if err = d.explain(err); p.Client != uuid.Nil && isStrange(err) {
			err = fault.ErrForPersons.Because(err)
		}
		if denied(err) && write {
			err = errors.Join(err, d.AuditDenial(ctx))
		}
		return nil, err
	}
}

// once is one try.
func (s *session) once(ctx context.Context, w work) (any, error) {
	defer func() {
		s.rollback(ctx)
		s.over = true
	}()
	answer, err := w.fn(at(ctx, station{session: s}), &Tx{Client: s.d.client, s: s})
	if s.claim != nil && s.claim.answer != nil {
		return s.replay(ctx, w.kind)
	}
	if err != nil {
		return nil, err
	}
	if !s.write {
		if len(s.pending) > 0 {
			return nil, errReadRecords
		}
		return answer, nil
	}
	if !s.audited {
		return nil, errNoAudit
	}
	if s.request.DryRun {
		return answer, s.finish(ctx, "set constraints all immediate")
	}
	if s.claim != nil {
		if err := s.claim.store(s, answer); err != nil {
			return nil, err
		}
	}
	s.committing = true
	if err := s.finish(ctx, "commit"); err != nil {
		if s.claim != nil && s.claim.answer != nil {
			return s.replay(ctx, w.kind)
		}
		return nil, err
	}
	return answer, nil
}

func denied(err error) bool {
	var f *fault.Fault
	return errors.As(err, &f) && f.Kind() == fault.Denied
}

// AuditDenial records that the caller was refused, in a transaction of its own: the refused one leaves nothing.
func (d *DB) AuditDenial(ctx context.Context) error {
	s := d.session(ctx, true)
	s.request.DryRun = false // the attempt was no rehearsal of an attempt
	_, err := s.once(ctx, work{fn: func(context.Context, *Tx) (any, error) {
		s.audit(Audit{Action: access.PermissionOf(ctx), Object: s.request.Subject}, "DENIED")
		return nil, nil
	}})
	return err
}

// pause before the next try: 50 ms doubling to 800 ms, within the deadline of the request.
func pause(ctx context.Context, try int) bool {
	wait := min(50*time.Millisecond<<min(try, 4), 800*time.Millisecond)
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < wait {
		return false
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
