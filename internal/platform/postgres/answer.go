package postgres

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var errEnded = errors.New("ended before it answered")

// cannotConnectNow is the SQLSTATE of a server that starts up or recovers.
const cannotConnectNow = "57P03"

// answers waits until a connection succeeds.
func (s *Server) answers(ctx context.Context) error {
	cfg, err := pgx.ParseConfig(s.OwnerDSN("postgres"))
	if err != nil {
		return err
	}
	for {
		conn, err := pgx.ConnectConfig(ctx, cfg)
		if err == nil {
			return conn.Close(ctx)
		}
		var said *pgconn.PgError
		if errors.As(err, &said) && said.Code != cannotConnectNow {
			return err
		}
		select {
		case <-s.process.done:
			return errEnded
		default:
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
}

// pause is the time between two looks at a state that nothing announces.
func pause(ctx context.Context) error {
	select {
	case <-time.After(10 * time.Millisecond):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// logTail is the server's log, of which written returns what came in since it was opened.
type logTail struct {
	file *os.File
	from int64
}

// largestLog is the size in bytes from which on the next start keeps the log as postgres.log.1 and begins anew.
const largestLog = 10 << 20

func openLog(r root) (logTail, error) {
	if info, err := os.Lstat(r.log()); err == nil && info.Size() > largestLog {
		if err := os.Rename(r.log(), r.log()+".1"); err != nil {
			return logTail{}, err
		}
	}
	f, err := openOwned(r.log(), os.O_RDWR|os.O_CREATE|os.O_APPEND, r.account)
	if err != nil {
		return logTail{}, err
	}
	from, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return logTail{}, errors.Join(err, f.Close())
	}
	return logTail{f, from}, nil
}

func (t logTail) written() string {
	text, _ := io.ReadAll(io.NewSectionReader(t.file, t.from, 64<<10))
	return string(text)
}
