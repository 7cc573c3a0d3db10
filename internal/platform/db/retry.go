package db

import (
	"context"
	"errors"
	"io"
	"net"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// maxTries bounds the repetition of one transaction where the request has no deadline.
const maxTries = 8

// again says whether the whole transaction is to be run once more, after a pause. It is the only place that decides so.
func (d *DB) again(ctx context.Context, s *session, err error, try int) bool {
	if try+1 >= maxTries || ctx.Err() != nil {
		return false
	}
	switch {
	case isConflict(err), isTwin(err):
	case isAway(err):
		// An answer that was lost on its way may have been a commit: only a key makes the second try harmless.
		if s.write && s.committing && s.claim == nil {
			return false
		}
	default:
		return false
	}
	return pause(ctx, try)
}

// isConflict: two transactions stood in each other's way and the database undid this one.
func isConflict(err error) bool {
	return slices.Contains([]string{"40001", "40P01"}, code(err))
}

// isTwin: the same idempotency key was committed by another call between our look and our commit.
func isTwin(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.ConstraintName == "idempotency_key_pkey"
}

// isStrange: a row names another that does not exist, and nobody has declared what that means. Where a row is to name the
// person who calls and no person does, this is what the database says.
func isStrange(err error) bool {
	var known *fault.Fault
	return code(err) == "23503" && !errors.As(err, &known)
}

// isAway: the database is stopping, starting, failing over or cannot be reached.
func isAway(err error) bool {
	c := code(err)
	if slices.Contains([]string{"57P01", "57P02", "57P03", "25006", "53300"}, c) || strings.HasPrefix(c, "08") {
		return true
	}
	var connect *pgconn.ConnectError
	var network net.Error
	return c == "" && (errors.As(err, &connect) || errors.As(err, &network) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed))
}

func code(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

// shard is the suffix that Citus puts behind the name of a constraint.
var shard = regexp.MustCompile(`_[0-9]+$`)

// explain turns what the database says into what a caller may hear. The cause stays inside, for the log.
func (d *DB) explain(err error) error {
	var pg *pgconn.PgError
	var known *fault.Fault
	switch {
	case errors.As(err, &known):
		return err
	case errors.As(err, &pg) && pg.ConstraintName != "":
		name := shard.ReplaceAllString(pg.ConstraintName, "")
		if declared, ok := d.cfg.Constraints[name].(*fault.Fault); ok {
			return declared.Because(err)
		}
		return err
	case ent.IsNotFound(err), errors.Is(err, pgx.ErrNoRows):
		return fault.ErrNotFound.Because(err)
	case isAway(err), isConflict(err):
		return fault.ErrUnavailable.Because(err)
	}
	return err
}
