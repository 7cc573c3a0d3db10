package client

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

const (
	idempotencyKey = "idempotency-key"
	actingFor      = "x-acting-for"
	consistency    = "x-consistency-token"
)

// unary makes one call with its headers. A call that may be repeated without doing anything twice (a read, or a change under
// an idempotency key) is repeated while the server is away, overloaded, or still busy with the same key.
func (cfg Config) unary(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	pairs, err := cfg.headers(ctx)
	if err != nil {
		return err
	}
	repeatable := reads(method)
	if given, _ := metadata.FromOutgoingContext(ctx); len(given.Get(idempotencyKey)) > 0 {
		repeatable = true
	} else if !repeatable && cfg.Token != nil { // the key of a caller without sign-in counts for nothing
		pairs, repeatable = append(pairs, idempotencyKey, uuid.NewString()), true
	}
	ctx = metadata.AppendToOutgoingContext(ctx, pairs...)
	var answer metadata.MD
	opts = append(opts, grpc.Header(&answer))
	for try, pause := 1, cfg.Pause; ; try, pause = try+1, 2*pause {
		err := invoke(ctx, method, req, reply, conn, opts...)
		cfg.changes.learn(answer)
		if err == nil || !repeatable || try >= cfg.Tries || !comeAgain(err) {
			return err
		}
		if !sleep(ctx, max(retryDelay(err), pause/2+rand.N(pause))) {
			return err
		}
	}
}

func (cfg Config) stream(ctx context.Context, desc *grpc.StreamDesc, conn *grpc.ClientConn, method string, open grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	pairs, err := cfg.headers(ctx)
	if err != nil {
		return nil, err
	}
	return open(metadata.AppendToOutgoingContext(ctx, pairs...), desc, conn, method, opts...)
}

// changes is the latest change that a connection has made or was told of, so that it sees it whichever server answers.
type changes struct {
	mu     sync.Mutex
	latest string // token; of two the later one is the greater text
}

func (c *changes) learn(answer metadata.MD) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, token := range answer.Get(consistency) {
		c.latest = max(c.latest, token)
	}
}

func (c *changes) token() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.latest
}

// WithKey names one intended change by a key of the caller's own, so that the change can be asked for again after a restart
// of the program. Without it each call gets a new key.
func WithKey(ctx context.Context, key string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, idempotencyKey, key)
}

// ActingFor makes the calls of a context in the place of a person, "persons/…", by a mandate, or in the office of an absent officer,
// by a substitution, "substitutions/…".
func ActingFor(ctx context.Context, whom string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, actingFor, whom)
}

// reads tells whether a method has no effect: the contract serves it by HTTP GET.
func reads(method string) bool {
	name := protoreflect.FullName(strings.ReplaceAll(strings.TrimPrefix(method, "/"), "/", "."))
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		return false
	}
	rule, _ := proto.GetExtension(found.Options(), annotations.E_Http).(*annotations.HttpRule)
	return rule.GetGet() != ""
}

// comeAgain tells whether a later try may fare better.
func comeAgain(err error) bool {
	switch status.Code(err) {
	case codes.Unavailable, codes.ResourceExhausted:
		return true
	case codes.Aborted:
		return Reason(err) == "IDEMPOTENCY_IN_FLIGHT"
	}
	return false
}

// sleep until the pause is over; false when the context or its deadline is over first.
func sleep(ctx context.Context, pause time.Duration) bool {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < pause {
		return false
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
