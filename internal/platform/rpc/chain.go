// Package rpc is the way of a call from the door to the handler and back, the same for REST and gRPC: one chain of
// interceptors, composed once.
//
// Order, outermost first: recover; request id and log line; error to status; deadline; authenticate; budget; gate;
// authorise; validate; masks; idempotency key; handler. REST enters the same chain through a channel inside the process.
package rpc

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/netip"
	"runtime/debug"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/feature"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/trace"
)

// Authenticator knows who stands behind a bearer token, or behind a certificate that the door has verified, in a tenant.
type Authenticator interface {
	// Authenticate asks stranger before it looks at a token for the first time, and calls leave after that.
	Authenticate(ctx context.Context, token string, stranger func() (leave func(), err error)) (access.Principal, error)
	AuthenticateCertificate(ctx context.Context, tenant int, subject string) (access.Principal, error)
	// ActFor is a caller in the place of a person; fault.ErrNotActing where he has no mandate.
	ActFor(ctx context.Context, caller access.Principal, person uuid.UUID) (access.Principal, error)
	// StandIn is a caller in the stead of an absent officer; fault.ErrNotStandingIn where the substitution gives him nothing now.
	StandIn(ctx context.Context, caller access.Principal, substitution uuid.UUID) (access.Principal, error)
}

// Features knows whether a feature is on in a tenant; its error refuses the call.
type Features interface {
	Open(ctx context.Context, tenant int, feature string) error
}

// Config of the chain.
type Config struct {
	Authenticator Authenticator
	AuditDenial   func(context.Context) error
	DefaultTenant int            // tenant of a caller without sign-in who names none
	Deadline      time.Duration  // longest time of a call; a shorter one of the caller stands
	Proxies       []netip.Prefix // whose word on where a call came from is believed
	Budgets       *limit.Budgets
	Features      Features
	Gate          *limit.Gate
	Strangers     *limit.Gate // before tokens that nobody has looked at are
	Streams       *limit.Streams
	StreamLife    time.Duration // longest time of a stream
	Send          time.Duration // longest time in which the reader of a stream takes nothing
	Clock         clock.Clock
	Observe       func(method string, code codes.Code, took time.Duration)
	Limited       func(class limit.Class)
	Shed          func(priority limit.Priority)
	Spans         *trace.Spans // nil for none
	Log           *slog.Logger
}

// Chain is the way of every call.
type Chain struct {
	cfg       Config
	methods   map[string]Method
	validator protovalidate.Validator
	stopping  context.Context // of the server; ends the streams
	stop      context.CancelFunc
}

// NewChain reads the rules of all registered methods; one without a rule is an error.
func NewChain(cfg Config) (*Chain, error) {
	methods, err := Methods()
	if err != nil {
		return nil, err
	}
	validator, err := protovalidate.New()
	if err != nil {
		return nil, fmt.Errorf("field rules: %w", err)
	}
	for _, m := range methods {
		if m.Feature != "" && !feature.Declared(m.Feature) {
			return nil, fmt.Errorf("%s belongs to the feature %q, which has no switch", m.FullName(), m.Feature)
		}
	}
	c := &Chain{cfg: cfg, methods: methods, validator: validator}
	c.stopping, c.stop = context.WithCancel(context.Background())
	return c, nil
}

// Unary carries one call.
func (c *Chain) Unary(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	call := newCall(ctx, info.FullMethod, c.cfg.Proxies)
	ctx = trace.Accept(ctx, call.traceparent, call.tracestate)
	ctx, call.span = c.cfg.Spans.Call(ctx, info.FullMethod)
	started := time.Now()
	answer, err := c.guarded(ctx, func(ctx context.Context) (any, error) { return c.serve(ctx, call, req, handler) })
	err = c.finish(ctx, call, time.Since(started), err)
	grpc.SetHeader(ctx, call.answer)
	return answer, err
}

// open names the services of the transport itself: they tell nothing of any tenant.
func open(method string) bool {
	return strings.HasPrefix(method, "/grpc.health.v1.") || strings.HasPrefix(method, "/grpc.reflection.")
}

func (c *Chain) serve(ctx context.Context, call *call, req any, handler grpc.UnaryHandler) (any, error) {
	if open(call.method) {
		return handler(ctx, req)
	}
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Deadline)
	defer cancel()
	ctx, err := c.identify(ctx, call)
	if err != nil {
		return nil, err
	}
	leave, err := c.enter(ctx, call)
	if err != nil {
		return nil, err
	}
	defer leave()
	if err := c.authorise(ctx, call); err != nil {
		return nil, err
	}
	message, ok := req.(proto.Message)
	if !ok {
		return nil, fmt.Errorf("a request of type %T", req)
	}
	method := c.methods[call.method]
	if err := call.precondition(message, method); err != nil {
		return nil, err
	}
	if err := c.validate(message); err != nil {
		return nil, err
	}
	wanted, err := readMask(message, method)
	if err != nil {
		return nil, err
	}
	request, err := call.request(message, method)
	if err != nil {
		return nil, err
	}
	dryRun(message, &request)
	if err := updateMask(message); err != nil {
		return nil, err
	}
	if request.Key != "" {
		if err := c.spend(call, limit.Keys); err != nil {
			return nil, err
		}
	}
	answer, err := handler(db.WithRequest(ctx, request), req)
	if err != nil {
		return nil, err
	}
	call.tag(answer, method)
	prune(answer, method, wanted)
	return answer, nil
}

// identify finds out who calls, and takes the call from the caller's budget. A method without a rule lets nobody in.
func (c *Chain) identify(ctx context.Context, call *call) (context.Context, error) {
	method, ok := c.methods[call.method]
	if !ok {
		return ctx, fault.ErrUnimplemented
	}
	maps.Copy(call.answer, method.farewell)
	call.principal = access.Principal{Tenant: call.tenant(c.cfg.DefaultTenant)}
	if call.token != "" || call.certificate != "" {
		principal, err := c.recognise(ctx, call)
		if err != nil {
			return ctx, err
		}
		call.principal = principal
	}
	if call.actingFor != "" {
		principal, err := c.actFor(ctx, call)
		if err != nil {
			return ctx, errors.Join(c.spend(call, limit.Read), err)
		}
		call.principal = principal
	}
	call.answer.Set(headerTime, c.cfg.Clock.Now(call.principal.Tenant).Format(time.RFC3339Nano))
	if err := c.spend(call, method.Class); err != nil {
		return ctx, err
	}
	return access.WithRule(access.With(fault.WithLanguage(ctx, call.language, call.accepted), call.principal), method.Access), nil
}

// recognise finds out who calls. To look at a token for the first time is work, which waits at a gate of its own: a flood of
// tokens sheds tokens, and touches nobody who is known. An address pays for the tokens that are none, and only for those, so
// that nobody is kept out by his neighbour.
func (c *Chain) recognise(ctx context.Context, call *call) (access.Principal, error) {
	turnedAway := false
	principal, err := c.authenticate(ctx, call, func() (leave func(), err error) {
		leave, err = c.pass(ctx, c.cfg.Strangers, limit.ToProve)
		turnedAway = err != nil
		return leave, err
	})
	if err != nil && !turnedAway {
		err = errors.Join(c.spend(call, limit.Read), err)
	}
	return principal, err
}

// authenticate asks who stands behind the token of a call, or without one behind the certificate, which the door has verified.
func (c *Chain) authenticate(ctx context.Context, call *call, stranger func() (func(), error)) (access.Principal, error) {
	if call.token == "" {
		return c.cfg.Authenticator.AuthenticateCertificate(ctx, call.tenant(c.cfg.DefaultTenant), call.certificate)
	}
	return c.cfg.Authenticator.Authenticate(ctx, call.token, stranger)
}

// unhindered lets a token be looked at whenever it is.
func unhindered() (leave func(), err error) { return func() {}, nil }

// actFor is the caller in the place that the call names. Who may not act in it leaves a denial in the audit, and is not told
// whether there is such a person or substitution.
func (c *Chain) actFor(ctx context.Context, call *call) (access.Principal, error) {
	if call.principal.Anonymous() {
		return access.Principal{}, fault.ErrUnauthenticated
	}
	acting, err := c.inPlace(ctx, call.principal, call.actingFor)
	if errors.Is(err, fault.ErrNotActing) || errors.Is(err, fault.ErrNotStandingIn) {
		err = errors.Join(c.denied(access.WithRule(access.With(ctx, call.principal), c.methods[call.method].Access), call), err)
	}
	return acting, err
}

// inPlace is a caller in the place of a person, by a mandate, or in the stead of an absent officer, by a substitution.
func (c *Chain) inPlace(ctx context.Context, caller access.Principal, of string) (access.Principal, error) {
	if ids, err := name.Parse("substitutions/*", of); err == nil {
		return c.cfg.Authenticator.StandIn(ctx, caller, ids[0])
	}
	ids, err := name.Parse("persons/*", of)
	if err != nil {
		return access.Principal{}, fault.ErrInvalid.OnField("X-Acting-For", "不是人员或职务代理的资源名称", "is no resource name of a person or a substitution")
	}
	return c.cfg.Authenticator.ActFor(ctx, caller, ids[0])
}

// enter waits until there is time for the call.
func (c *Chain) enter(ctx context.Context, call *call) (leave func(), err error) {
	method := c.methods[call.method]
	if method.Waits {
		return func() {}, nil
	}
	return c.pass(ctx, c.cfg.Gate, limit.PriorityOf(method.Class, call.principal.Staff()))
}

// pass a gate, and count who is sent away.
func (c *Chain) pass(ctx context.Context, gate *limit.Gate, priority limit.Priority) (leave func(), err error) {
	if leave, err = gate.Enter(ctx, priority); errors.Is(err, limit.ErrOverloaded) {
		c.cfg.Shed(priority)
	}
	return leave, err
}

// authorise asks whether the method's rule lets the caller in.
func (c *Chain) authorise(ctx context.Context, call *call) error {
	method := c.methods[call.method]
	rule := method.Access
	switch {
	case rule.GetScope() == accessv1.Scope_SCOPE_PUBLIC:
		return c.offered(ctx, method)
	case call.principal.Anonymous():
		return fault.ErrUnauthenticated
	case !call.principal.MayAct(rule.GetAct()):
		return errors.Join(c.denied(ctx, call), fault.ErrActNotCovered)
	case call.principal.Holds(rule.GetPermission(), rule.GetScope()):
		return c.offered(ctx, method)
	}
	if err := c.denied(ctx, call); err != nil {
		return err
	}
	return fault.ErrDenied.With("permission", rule.GetPermission())
}

// denied leaves the refusal of a call in the audit.
func (c *Chain) denied(ctx context.Context, call *call) error {
	return c.cfg.AuditDenial(db.WithRequest(ctx, db.Request{ID: call.id, Origin: call.origin(), Method: call.method}))
}

// offered refuses a call of a feature that the caller's district has switched off.
func (c *Chain) offered(ctx context.Context, m Method) error {
	if m.Feature == "" {
		return nil
	}
	return c.cfg.Features.Open(ctx, access.From(ctx).Tenant, m.Feature)
}

// guarded turns a panic into an internal error: the process and the other calls live on.
func (c *Chain) guarded(ctx context.Context, run func(context.Context) (any, error)) (answer any, err error) {
	defer func() {
		if p := recover(); p != nil {
			c.cfg.Log.ErrorContext(ctx, "panic", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			answer, err = nil, fault.ErrInternal
		}
	}()
	return run(ctx)
}

// finish writes the one log line of the call and builds the one status of its error.
func (c *Chain) finish(ctx context.Context, call *call, took time.Duration, err error) error {
	var st *status.Status
	if err != nil {
		st = fault.Status(err, call.language)
	}
	call.span.End(st.Code().String(), reason(st), call.principal.Tenant)
	if c.cfg.Observe != nil {
		c.cfg.Observe(call.method, st.Code(), took)
	}
	if !open(call.method) {
		c.log(ctx, call, took, err, st)
	}
	return st.Err()
}

// log the line of a call. Its place in the source, which the log does not show, is not looked for.
func (c *Chain) log(ctx context.Context, call *call, took time.Duration, err error, st *status.Status) {
	level := slog.LevelInfo
	if st.Code() == codes.Internal || st.Code() == codes.Unavailable && !asPlanned(err) {
		level = slog.LevelError
	}
	handler := c.cfg.Log.Handler()
	if !handler.Enabled(ctx, level) {
		return
	}
	line := slog.NewRecord(time.Now(), level, "call", 0)
	line.AddAttrs(slog.String("method", call.method), slog.String("code", st.Code().String()),
		slog.Int("tenant", call.principal.Tenant), slog.Duration("took", took), slog.String("request_id", call.id))
	if call.traceparent != "" || call.span != nil { // else there is none to look for
		if id := trace.ID(ctx); id != "" {
			line.AddAttrs(slog.String("trace_id", id))
		}
	}
	if err != nil {
		line.AddAttrs(slog.String("reason", reason(st)))
	}
	if level == slog.LevelError {
		line.AddAttrs(slog.String("cause", err.Error()))
	}
	handler.Handle(ctx, line)
}

func reason(st *status.Status) string {
	if st == nil {
		return ""
	}
	return fault.Reason(st)
}
