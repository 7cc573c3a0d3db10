// Package app builds the house: configuration, the capabilities and how they hand work to each other, the doors, the
// jobs, and the order in which all of it starts and stops.
package app

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net/netip"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/accesslink"
	"github.com/haolinju/haolinju/internal/administration"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/audit"
	"github.com/haolinju/haolinju/internal/banner"
	"github.com/haolinju/haolinju/internal/booking"
	"github.com/haolinju/haolinju/internal/bulk"
	"github.com/haolinju/haolinju/internal/callback"
	"github.com/haolinju/haolinju/internal/catalogue"
	"github.com/haolinju/haolinju/internal/chain"
	"github.com/haolinju/haolinju/internal/closing"
	"github.com/haolinju/haolinju/internal/comment"
	"github.com/haolinju/haolinju/internal/confirmation"
	"github.com/haolinju/haolinju/internal/consultation"
	"github.com/haolinju/haolinju/internal/contact"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/dispatch"
	"github.com/haolinju/haolinju/internal/diversion"
	"github.com/haolinju/haolinju/internal/duty"
	"github.com/haolinju/haolinju/internal/escalation"
	"github.com/haolinju/haolinju/internal/evaluation"
	"github.com/haolinju/haolinju/internal/explain"
	"github.com/haolinju/haolinju/internal/extension"
	"github.com/haolinju/haolinju/internal/following"
	"github.com/haolinju/haolinju/internal/handover"
	"github.com/haolinju/haolinju/internal/heatmap"
	"github.com/haolinju/haolinju/internal/hold"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/identity"
	"github.com/haolinju/haolinju/internal/incident"
	"github.com/haolinju/haolinju/internal/inquiry"
	"github.com/haolinju/haolinju/internal/insight"
	"github.com/haolinju/haolinju/internal/intake"
	"github.com/haolinju/haolinju/internal/integration"
	"github.com/haolinju/haolinju/internal/media"
	"github.com/haolinju/haolinju/internal/moderation"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/objection"
	"github.com/haolinju/haolinju/internal/partner"
	"github.com/haolinju/haolinju/internal/people"
	"github.com/haolinju/haolinju/internal/performance"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feature"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/link"
	"github.com/haolinju/haolinju/internal/platform/operation"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/reseal"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/platform/token"
	"github.com/haolinju/haolinju/internal/platform/trace"
	"github.com/haolinju/haolinju/internal/principal"
	"github.com/haolinju/haolinju/internal/privacy"
	"github.com/haolinju/haolinju/internal/rating"
	"github.com/haolinju/haolinju/internal/reply"
	"github.com/haolinju/haolinju/internal/restriction"
	"github.com/haolinju/haolinju/internal/retrospective"
	"github.com/haolinju/haolinju/internal/rework"
	"github.com/haolinju/haolinju/internal/roster"
	"github.com/haolinju/haolinju/internal/routing"
	"github.com/haolinju/haolinju/internal/savedfilter"
	"github.com/haolinju/haolinju/internal/scoring"
	"github.com/haolinju/haolinju/internal/split"
	"github.com/haolinju/haolinju/internal/staffing"
	"github.com/haolinju/haolinju/internal/suggestion"
	"github.com/haolinju/haolinju/internal/supervision"
	"github.com/haolinju/haolinju/internal/task"
	"github.com/haolinju/haolinju/internal/territory"
	"github.com/haolinju/haolinju/internal/timeline"
	"github.com/haolinju/haolinju/internal/timing"
	"github.com/haolinju/haolinju/internal/visit"
	"github.com/haolinju/haolinju/internal/voice"
	"github.com/haolinju/haolinju/internal/workcalendar"
	"github.com/haolinju/haolinju/internal/workload"
)

// realm of our own access tokens.
var realm = token.Realm{Issuer: "haolinju", Audience: "haolinju"}

// Parts is what the house is built on.
type Parts struct {
	DatabaseURL   string // of the application's role
	ReplicaURL    string // of the same role; empty for none
	MaxConns      int32
	ExecMode      string
	Binding       db.Binding
	Clock         clock.Clock
	Keeper        *crypto.Keeper
	TokenKeys     *token.Keys
	DefaultTenant int
	Blobs         blob.Store
	Scanner       media.Scanner // nil for none
	MediaMemory   int64         // bytes that examinations of uploads may hold at once
	Deadline      time.Duration
	KeepKeys      time.Duration
	Outside       Outside
	Proxies       []netip.Prefix // whose word on where a call came from is believed
	Rates         limit.Rates
	AtOnce        int           // calls that work at once; 0: all
	Patience      time.Duration // longest time that a call waits for its turn
	Streams       *limit.Streams
	StreamLife    time.Duration // longest time of a stream
	StreamQuiet   time.Duration // after which a stream gives a sign of life
	Send          time.Duration // longest time in which the reader of a stream takes nothing
	Tracer        pgx.QueryTracer
	Spans         *trace.Spans // nil for none
	Metrics       prometheus.Registerer
	Log           *slog.Logger
}

// mostCallers is the number of callers whose budgets are remembered at least, each in about 200 bytes.
const mostCallers = 50_000

// House is the built application, without doors to the outside.
type House struct {
	DB             *db.DB
	Keeper         *crypto.Keeper
	TokenKeys      *token.Keys
	Chain          *rpc.Chain
	Gateway        *rpc.Gateway
	Channel        rpc.Channel
	Tasks          []jobs.Task
	Queue          *jobs.Queue
	Operations     *operation.Engine
	Feed           *feed.Feed
	Booking        *booking.Service
	Directory      *directory.Service
	Staffing       *staffing.Service
	Catalogue      *catalogue.Service
	Insight        *insight.Service
	HeatMap        *heatmap.Service
	Performance    *performance.Service
	Closing        *closing.Service
	Intake         *intake.Service
	AccessLinks    *accesslink.Service
	Followings     *following.Service
	Holds          *hold.Service
	Checklists     *task.Service
	Callbacks      *callback.Service
	Joint          *confirmation.Service
	Hotline        *hotline.Service
	Agency         *agency.Service
	Suggestion     *suggestion.Service
	Features       *feature.Gate
	Dispatch       *dispatch.Service
	Media          *media.Service
	Files          *media.Door
	Sealer         *reseal.Sealer
	Resolver       *principal.Resolver
	People         *people.Service
	Identity       *identity.Service
	Notice         *notice.Service
	Privacy        *privacy.Service
	Restriction    *restriction.Service
	Territory      *territory.Service
	Timing         *timing.Service
	Timeline       *timeline.Service
	Routing        *routing.Service
	Supervision    *supervision.Service
	Ratings        *rating.Service
	Retrospectives *retrospective.Service
	Calendars      *workcalendar.Service
	Workload       *workload.Service

	gate      *limit.Gate
	strangers *limit.Gate
	verifier  *token.Verifier
	issuer    *token.Issuer
	services  []service
	clock     clock.Clock
	clocks    *clock.Ahead
	spans     *trace.Spans
	log       *slog.Logger
	stop      context.CancelFunc
}

// Grants is what the roles of a district may do when it is founded.
func Grants() []access.Grant {
	var all []access.Grant
	for _, list := range [][]access.Grant{directory.Grants, staffing.Grants, catalogue.Grants, territory.Grants, workcalendar.Grants, identity.Grants, explain.Grants, partner.Grants, intake.Grants, accesslink.Grants, diversion.Grants, inquiry.Grants, callback.Grants, hold.Grants, split.Grants, chain.Grants, reply.Grants, incident.Grants, task.Grants, comment.Grants, savedfilter.Grants, voice.Grants, following.Grants, hotline.Grants, moderation.Grants, contact.Grants, confirmation.Grants, consultation.Grants, dispatch.Grants, duty.Grants, routing.Grants, roster.Grants, timing.Grants, extension.Grants, handover.Grants, rework.Grants, timeline.Grants, objection.Grants, escalation.Grants, rating.Grants, visit.Grants, workload.Grants, supervision.Grants, retrospective.Grants, agency.Grants, booking.Grants, evaluation.Grants, scoring.Grants, media.Grants, people.Grants, restriction.Grants, integration.Grants, administration.Grants,
		privacy.Grants, audit.Grants, notice.Grants, banner.Grants, bulk.Grants,
		insight.Grants, heatmap.Grants, performance.Grants, closing.Grants, suggestion.Grants} {
		all = append(all, list...)
	}
	return all
}

// constraints is what the breach of a named constraint means to a caller.
func constraints() map[string]error {
	all := map[string]error{}
	for _, m := range []map[string]error{setting.Constraints, revision.Constraints, directory.Constraints, staffing.Constraints, catalogue.Constraints, territory.Constraints, workcalendar.Constraints, intake.Constraints, comment.Constraints, savedfilter.Constraints, voice.Constraints, following.Constraints, moderation.Constraints, confirmation.Constraints, incident.Constraints, task.Constraints, consultation.Constraints, dispatch.Constraints, duty.Constraints, routing.Constraints, roster.Constraints, extension.Constraints, handover.Constraints, objection.Constraints, escalation.Constraints, chain.Constraints, rating.Constraints, visit.Constraints, workload.Constraints, supervision.Constraints, retrospective.Constraints, agency.Constraints, booking.Constraints, evaluation.Constraints, scoring.Constraints, media.Constraints, people.Constraints, restriction.Constraints,
		privacy.Constraints, identity.Constraints, partner.Constraints, administration.Constraints,
		insight.Constraints} {
		maps.Copy(all, m)
	}
	return all
}

// Build wires the house. The database may be away: that shows in readiness.
func Build(ctx context.Context, p Parts) (*House, error) {
	clocks := clock.NewAhead(p.Clock)
	p.Tracer = traced(p)
	database, err := db.Open(ctx, db.Config{URL: p.DatabaseURL, ReplicaURL: p.ReplicaURL, MaxConns: p.MaxConns, ExecMode: p.ExecMode, Binding: p.Binding,
		Clock: clocks, Keeper: p.Keeper, Constraints: constraints(), KeepKeys: p.KeepKeys, Tracer: p.Tracer, Log: p.Log})
	if err != nil {
		return nil, err
	}
	h := &House{DB: database, Keeper: p.Keeper, TokenKeys: p.TokenKeys, clock: p.Clock, clocks: clocks, log: p.Log, spans: p.Spans,
		Sealer: &reseal.Sealer{DB: database, Keeper: p.Keeper, Log: p.Log}}
	if err := h.build(ctx, p); err != nil {
		database.Close()
		return nil, err
	}
	return h, nil
}

func (h *House) build(ctx context.Context, p Parts) error {
	var err error
	if h.verifier, err = token.NewVerifier(p.TokenKeys, realm, 30*time.Second, 10_000); err != nil {
		return err
	}
	if h.issuer, err = token.NewIssuer(p.TokenKeys, realm); err != nil {
		return err
	}
	pages, err := page.NewSigner(p.Keeper.Derive("page"), p.Clock)
	if err != nil {
		return err
	}
	h.gate, h.strangers = limit.NewGate(p.AtOnce, p.Patience), limit.NewGate((p.AtOnce+3)/4, p.Patience)
	h.Resolver = principal.NewResolver(h.DB, h.verifier, h.clocks)
	h.Features = feature.NewGate(h.DB)
	h.Feed, h.Operations = feed.New(h.DB), operation.New(h.DB, h.Keeper, h.principal)
	if h.Chain, err = rpc.NewChain(rpc.Config{Authenticator: authenticator{h.Resolver, partner.NewCertificates(h.DB)}, Features: h.Features, AuditDenial: h.DB.AuditDenial,
		DefaultTenant: p.DefaultTenant, Deadline: p.Deadline, Proxies: p.Proxies, Budgets: limit.NewBudgets(p.Rates, mostCallers),
		Gate: h.gate, Strangers: h.strangers, Streams: p.Streams, StreamLife: p.StreamLife, Send: p.Send, Clock: h.clocks, Observe: observer(p.Metrics), Limited: limited(p.Metrics), Shed: shed(p.Metrics, h.gate), Spans: p.Spans, Log: p.Log}); err != nil {
		return err
	}
	channel := rpc.NewChannel(h.Chain)
	h.Channel, h.Gateway = channel, rpc.NewGateway()
	h.services = h.capabilities(p, pages, link.NewSigner(p.Keeper.Derive("link")))
	if h.Queue, err = jobs.NewQueue(tracedWorker(p.Spans, h.Operations.Worker()), tracedWorker(p.Spans, h.Notice.Worker()), tracedWorker(p.Spans, h.Hotline.Worker()), tracedWorker(p.Spans, h.Agency.Worker())); err != nil {
		return err
	}
	h.Operations.Bind(h.Queue)
	h.Operations.Handle(h.Hotline.Work())
	h.Notice.Bind(h.Queue)
	h.Hotline.Bind(h.Queue)
	h.Agency.Bind(h.Queue)
	h.Files = media.NewDoor(h.Media, h.Gateway.ServeMux, channel)
	h.Register(channel)
	for _, s := range h.services {
		register := func(mux *runtime.ServeMux) error { return s.gateway(ctx, mux, channel) }
		if err := h.Gateway.Add(s.name(), register); err != nil {
			return fmt.Errorf("gateway: %w", err)
		}
	}
	h.Tasks = h.tasks()
	for i, task := range h.Tasks {
		h.Tasks[i].Run = func(ctx context.Context) error { return p.Spans.Job(ctx, task.Name, task.Run) }
	}
	registerPool(p.Metrics, h.DB)
	registerReplica(p.Metrics, h.DB)
	registerStatistics(p.Metrics, h.DB, p.Log)
	gauge(p.Metrics, "haolinju_streams_open", "Streams that are open.", func() float64 { return float64(p.Streams.Load()) })
	return nil
}

// Register offers all capabilities at a door; calls that come in there must go through the Chain.
func (h *House) Register(door grpc.ServiceRegistrar) {
	for _, s := range h.services {
		s.server.Register(door)
	}
}

// principal is what a person may do now.
func (h *House) principal(ctx context.Context, tenant int, person uuid.UUID) (access.Principal, error) {
	return h.Resolver.Resolve(ctx, principal.Subject{Tenant: tenant, Person: person})
}

// Issue signs an access token for a person.
func (h *House) Issue(tenant int, person uuid.UUID, lifetime time.Duration) (string, error) {
	return h.issuer.Issue(token.Claims{Person: person, Tenant: tenant}, h.clock.Now(0), lifetime)
}

// Close gives the database back.
func (h *House) Close() {
	h.DB.Close()
	if err := h.spans.Close(context.Background()); err != nil {
		h.log.Warn("the last traces are lost", "cause", err.Error())
	}
}
