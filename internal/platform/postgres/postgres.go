package postgres

import (
	"log/slog"
	"net/url"
	"strconv"
	"sync"
	"sync/atomic"
)

// Superuser is the role that initdb makes and that owns everything until migrations make other roles.
const Superuser = "postgres"

// port only names the socket file, .s.PGSQL.5432: each cluster has a socket folder of its own.
const port = 5432

// Options of a private cluster. The zero value is the default cluster of this user.
type Options struct {
	// Dir is the data root; "" is haolinju/postgres in the user's data folder. A folder that the operating system's
	// user who runs PostgreSQL cannot reach is replaced by one that he can, and Log says by which.
	Dir string
	// Log receives what the operator should know; nil is silent.
	Log *slog.Logger
	// Settings are server parameters for this start, e.g. fsync=off for tests. They win over postgresql.conf.
	Settings map[string]string
	// BinDirs are glob patterns of folders that may hold binaries, looked at after PG_BIN_DIR, PATH and pg_config;
	// nil is the usual places of the platform.
	BinDirs []string
}

// Server is a running private PostgreSQL.
type Server struct {
	dir       string
	socket    string
	bin       Binaries
	log       *slog.Logger
	release   func() error // gives back the lock and whatever else belongs to this instance only
	process   *process
	immediate bool // at Stop the data is not needed any more
	stopping  atomic.Bool
	stop      sync.Once
	stopped   error
}

// Dir is the data root in use. It differs from Options.Dir when that could not be reached.
func (s *Server) Dir() string { return s.dir }

// Binaries are the ones that run this cluster; pg_dump and others of the same version lie beside them.
func (s *Server) Binaries() Binaries { return s.bin }

// Done is closed when PostgreSQL has ended, by Stop or by itself.
func (s *Server) Done() <-chan struct{} { return s.process.done }

// DSN is the connection URL of a database for a role. pgx, libpq and golang-migrate understand it.
func (s *Server) DSN(database, user string) string {
	return (&url.URL{
		Scheme: "postgres",
		User:   url.User(user),
		Path:   "/" + database,
		RawQuery: url.Values{
			"host":    {s.socket},
			"port":    {strconv.Itoa(port)},
			"sslmode": {"disable"},
		}.Encode(),
	}).String()
}

// OwnerDSN is the connection URL of a database for the superuser.
func (s *Server) OwnerDSN(database string) string { return s.DSN(database, Superuser) }
