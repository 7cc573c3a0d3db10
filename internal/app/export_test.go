package app

import (
	"context"
	"net/http"

	"github.com/alexflint/go-arg"
	"github.com/jackc/pgx/v5/pgxpool"
	"google.golang.org/grpc"
)

// Doors are the two public doors of a house as Run serves them, by the settings that an operator gets who sets none but
// those in args.
func (h *House) Doors(args ...string) (http.Handler, *grpc.Server) {
	rest, native := h.Servers(args...)
	return rest.Handler, native
}

// Servers are the doors with the limits of their connections.
func (h *House) Servers(args ...string) (*http.Server, *grpc.Server) {
	s := h.server(args)
	rest, err := s.newREST()
	if err != nil {
		panic(err)
	}
	return rest, s.newGRPC()
}

// Health are the doors of a server that has opened, and a look at what its readiness stands on.
func (h *House) Health(direct *pgxpool.Pool) (rest http.Handler, native *grpc.Server, look func(context.Context)) {
	s := h.server(nil)
	rest, err := s.restHandler()
	if err != nil {
		panic(err)
	}
	native = s.newGRPC()
	s.ready.Store(true)
	return rest, native, func(ctx context.Context) { s.look(ctx, direct) }
}

// Operator are the probes with detail of a server that has opened, and a look at what it warns of.
func (h *House) Operator() (probes http.Handler, warn func(context.Context)) {
	s := h.server(nil)
	s.ready.Store(true)
	mux := http.NewServeMux()
	s.probes(mux, true)
	return mux, s.warn
}

func (h *House) server(args []string) *Server {
	var cfg Config
	parser, err := arg.NewParser(arg.Config{IgnoreEnv: true}, &cfg)
	if err == nil {
		err = parser.Parse(args)
	}
	if err != nil {
		panic(err)
	}
	return &Server{House: h, cfg: &cfg}
}

// Load is how many calls work and how many wait for their turn.
func (h *House) Load() (working, waiting int) { return h.gate.Load() }

// Readers are the permissions by which the records are read that events tell of.
var Readers = readers

// Strangers is how many tokens wait to be looked at.
func (h *House) Strangers() (waiting int) {
	_, waiting = h.strangers.Load()
	return waiting
}
