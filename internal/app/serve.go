package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	_ "google.golang.org/grpc/encoding/gzip" // clients may compress what they send
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"

	"github.com/haolinju/haolinju/internal/platform/certificate"
	"github.com/haolinju/haolinju/internal/platform/jobs"
)

// grace is how long calls in flight may take to end at shutdown.
const grace = 20 * time.Second

// streamWorkers are the goroutines that serve gRPC calls one after the other, with stacks that have grown once; where all are busy
// a call has one of its own. A tenth of a small call's time went into growing its stack.
const streamWorkers = 16

// garbage is how much may be allocated before it is collected, in per cent of what is in use, where the operator sets no GOGC. What
// is in use is about 17 MB: at 150, collecting takes two thirds of what it takes at Go's 100, and the server holds 9 MB more.
const garbage = 150

// SetGarbage sets for the whole process how much may be allocated before it is collected, where the operator sets no GOGC.
func SetGarbage() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
}

// Server is the house with its doors open.
type Server struct {
	*House
	cfg     *Config
	log     *slog.Logger
	ground  *ground
	metrics *prometheus.Registry
	ready   atomic.Bool
	started atomic.Bool
	seen    atomic.Pointer[map[string]string] // what readiness stands on
	warned  atomic.Pointer[map[string]string] // what an operator should see to, though all is well

	rest, grpc, ops net.Listener
	certificates    *certificate.Keeper // of the gRPC door; nil for a plain one
	grpcServer      *grpc.Server
	health          *health.Server
}

// Open the ground, build the house and take the three ports. Nothing is served yet.
func Open(ctx context.Context, cfg *Config, o Outside, log *slog.Logger) (*Server, error) {
	s := &Server{cfg: cfg, log: log, metrics: prometheus.NewRegistry()}
	s.metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	var err error
	if s.certificates, err = cfg.GRPCTLS.keeper(); err != nil {
		return nil, err
	}
	if err := s.listen(); err != nil {
		return nil, err
	}
	if s.ground, err = cfg.openGround(ctx, log); err != nil {
		s.closeListeners()
		return nil, err
	}
	if s.House, err = cfg.build(ctx, s.ground, o, s.metrics, log); err != nil {
		s.closeListeners()
		return nil, errors.Join(err, s.ground.close(context.WithoutCancel(ctx)))
	}
	return s, nil
}

// listen takes the ports first: a taken one shows before a database is started.
func (s *Server) listen() error {
	for _, door := range []struct {
		flag, address string
		into          *net.Listener
	}{{"--listen-rest", s.cfg.ListenREST, &s.rest}, {"--listen-grpc", s.cfg.ListenGRPC, &s.grpc}, {"--listen-ops", s.cfg.ListenOps, &s.ops}} {
		l, err := net.Listen("tcp", door.address)
		if err != nil {
			s.closeListeners()
			return fmt.Errorf("%w: choose another address with %s", err, door.flag)
		}
		*door.into = l
	}
	return nil
}

func (s *Server) closeListeners() {
	for _, l := range []net.Listener{s.rest, s.grpc, s.ops} {
		if l != nil {
			l.Close()
		}
	}
}

// Addresses of the REST, gRPC and ops doors.
func (s *Server) Addresses() (rest, grpc, ops string) {
	return s.rest.Addr().String(), s.grpc.Addr().String(), s.ops.Addr().String()
}

// Run serves until the context ends or a part fails, then stops in order: not ready, no new calls, calls in flight end,
// jobs are handed over, the database is given back. opened is called once everything answers.
func (s *Server) Run(ctx context.Context, opened func(context.Context) error) (err error) {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer func() { err = errors.Join(err, s.ground.close(context.WithoutCancel(ctx))) }()
	defer s.Close()

	direct, err := pgxpool.New(background, s.ground.direct)
	if err != nil {
		return err
	}
	defer direct.Close()
	var beside sync.WaitGroup
	defer func() { stop(); beside.Wait() }() // after the jobs have ended: what ends background cuts them off
	client, err := jobs.Start(background, direct, s.Tasks, s.Queue, s.log)
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		err = errors.Join(err, client.Stop(ctx))
	}()
	beside.Go(func() { s.keepNumbering(background, s.log) })
	beside.Go(func() { s.followFiles(background) })
	beside.Go(func() { s.Resolver.Watch(background, s.log) })
	beside.Go(func() { s.DB.FollowReplica(background) })
	return s.serve(ctx, direct, opened)
}

func (s *Server) serve(ctx context.Context, direct *pgxpool.Pool, opened func(context.Context) error) error {
	rest, err := s.newREST()
	if err != nil {
		return err
	}
	s.grpcServer = s.newGRPC()
	ops := &http.Server{Handler: s.opsHandler(), ReadHeaderTimeout: s.cfg.Limits.Begin}
	group, failed := errgroup.WithContext(ctx)
	serve := func(run func() error) {
		group.Go(func() error {
			if err := run(); err != nil && !errors.Is(err, http.ErrServerClosed) {
				return err
			}
			return nil
		})
	}
	serve(func() error { return rest.Serve(s.rest) })
	serve(func() error { return ops.Serve(s.ops) })
	serve(func() error { return s.grpcServer.Serve(s.grpc) })
	s.ready.Store(true)
	s.started.Store(true)
	s.look(ctx, direct)
	go s.keepLooking(failed, direct)
	go s.keepWarning(failed)
	group.Go(func() error {
		var err error
		if opened != nil {
			err = opened(failed)
		}
		if err == nil {
			select {
			case <-failed.Done():
			case <-s.lost():
				err = errors.New("the private Postgres has ended")
			}
		}
		return errors.Join(err, s.shutdown(context.WithoutCancel(ctx), rest, ops))
	})
	err = group.Wait()
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// errStop ends a server whose work is done.
var errStop = errors.New("done")

// lost is closed when a private Postgres ends by itself; with an operator's database it never is.
func (s *Server) lost() <-chan struct{} {
	if s.ground.private == nil {
		return nil
	}
	return s.ground.private.Done()
}

// shutdown closes the doors: first the sign at the door, then the door, then the room.
func (s *Server) shutdown(ctx context.Context, rest, ops *http.Server) error {
	s.ready.Store(false)
	s.health.Shutdown()
	rest.SetKeepAlivesEnabled(false)
	time.Sleep(s.cfg.Drain)
	ctx, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	s.Chain.EndStreams()
	done := make(chan struct{})
	go func() { s.grpcServer.GracefulStop(); close(done) }()
	err := rest.Shutdown(ctx)
	select {
	case <-done:
	case <-ctx.Done():
		s.grpcServer.Stop()
	}
	return errors.Join(err, ops.Shutdown(ctx))
}

// newGRPC is the native door, with limits against hostile clients.
func (s *Server) newGRPC() *grpc.Server {
	transport := insecure.NewCredentials()
	if s.certificates != nil {
		transport = credentials.NewTLS(s.certificates.Config())
	}
	server := grpc.NewServer(grpc.Creds(transport), grpc.ChainUnaryInterceptor(s.Chain.Unary), grpc.ChainStreamInterceptor(s.Chain.Stream),
		grpc.MaxRecvMsgSize(int(s.cfg.Limits.Body)), grpc.MaxHeaderListSize(uint32(s.cfg.Limits.Header)), grpc.MaxConcurrentStreams(128),
		grpc.ConnectionTimeout(s.cfg.Limits.Begin), grpc.NumStreamWorkers(streamWorkers),
		grpc.KeepaliveParams(keepalive.ServerParameters{MaxConnectionAge: 30 * time.Minute, MaxConnectionAgeGrace: 30 * time.Second}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 10 * time.Second, PermitWithoutStream: true}))
	s.Register(server)
	s.health = health.NewServer()
	s.health.SetServingStatus("", healthv1.HealthCheckResponse_NOT_SERVING)
	healthv1.RegisterHealthServer(server, s.health)
	if s.cfg.Reflection {
		reflection.Register(server)
	}
	return server
}
