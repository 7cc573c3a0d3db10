// Package testkit gives a test the whole server on a database of its own: real Postgres as the application's role, every
// call through the full chain of interceptors, a clock that only the test moves, and the demo's invented persons.
package testkit

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/oidc"
	"github.com/haolinju/haolinju/internal/platform/redact"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Who names a person of the demo.
type Who = demo.Who

// The persons who call in tests.
const (
	Anonymous       = demo.Anonymous
	Resident        = demo.Resident
	Resident2       = demo.Resident2
	CommunityWorker = demo.CommunityWorker
	Dispatcher      = demo.Dispatcher
	StreetLeader    = demo.StreetLeader
	LiaisonA        = demo.LiaisonA
	LiaisonB        = demo.LiaisonB
	LiaisonC        = demo.LiaisonC
	ResourceOwner   = demo.ResourceOwner
	Judge           = demo.Judge
	SystemAdmin     = demo.SystemAdmin
	SecurityAdmin   = demo.SecurityAdmin
	AuditAdmin      = demo.AuditAdmin
	ForeignResident = demo.ForeignResident
	ForeignAdmin    = demo.ForeignAdmin
	DistrictLeader  = demo.DistrictLeader
)

// Kit is one running server.
type Kit struct {
	*app.House
	DB     *db.DB
	Clock  *clock.Manual
	Blobs  *blob.Dir
	Issuer *Issuer     // of the staff of 房山区
	Mails  *MailServer // of the operator
	t      *testing.T
	log    *slog.Logger
	owner  *pgxpool.Pool
	trace  *recorder

	phones   *phones
	platform *platform
	journal  journal
	metrics  *prometheus.Registry
}

// Start a server on a clone of the template, with what a test wants to be different from the usual.
func Start(t *testing.T, changes ...func(*app.Parts)) *Kit {
	t.Helper()
	c, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	k := &Kit{t: t, Clock: clock.NewManual(Epoch), phones: openPhones(), platform: openPlatform(), Mails: OpenMailServer(t, false, true)}
	t.Cleanup(k.phones.server.Close)
	t.Cleanup(k.platform.server.Close)
	k.Issuer = openIssuer(k.Clock)
	t.Cleanup(k.Issuer.Close)
	if k.Blobs, err = blob.OpenDir(filepath.Join(t.TempDir(), "blobs")); err != nil {
		t.Fatal(err)
	}
	name := c.clone(t)
	if k.owner, err = pgxpool.New(context.Background(), c.dsn(name, OwnerRole)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.owner.Close)
	k.build(c, name, changes...)
	return k
}

// Replica is a second server on the database and the clock of the first, built otherwise where a change says so.
func (k *Kit) Replica(changes ...func(*app.Parts)) *Kit {
	k.t.Helper()
	c, err := shared()
	if err != nil {
		k.t.Fatal(err)
	}
	twin := &Kit{t: k.t, Clock: k.Clock, Blobs: k.Blobs, Issuer: k.Issuer, owner: k.owner, phones: k.phones, platform: k.platform, Mails: k.Mails}
	twin.build(c, k.owner.Config().ConnConfig.Database, changes...)
	return twin
}

func (k *Kit) build(c *cluster, database string, changes ...func(*app.Parts)) {
	k.t.Helper()
	k.trace = &recorder{seen: map[string][]any{}}
	k.log = slog.New(redact.Handler(slog.NewJSONHandler(&k.journal, &slog.HandlerOptions{Level: slog.LevelDebug})))
	parts := c.parts(database, k.Clock, k.log)
	parts.Tracer, parts.Metrics, parts.Blobs = k.trace, k.registry(), k.Blobs
	var err error
	if parts.Outside.SMS, err = k.phones.sender(k.Clock); err != nil {
		k.t.Fatal(err)
	}
	parts.Outside.WeChat = k.platform.client(k.t, k.Clock)
	if parts.Outside.Mail, err = k.Mails.sender(k.Clock); err != nil {
		k.t.Fatal(err)
	}
	staff, err := oidc.NewClient(k.Issuer.Registration(), k.Clock)
	if err != nil {
		k.t.Fatal(err)
	}
	parts.Outside.OIDC = map[int]*oidc.Client{demo.Fangshan: staff}
	for _, change := range changes {
		change(&parts)
	}
	if k.House, err = app.Build(context.Background(), parts); err != nil {
		k.t.Fatal(err)
	}
	k.DB = k.House.DB
	k.t.Cleanup(func() {
		k.House.Close()
		if !k.t.Failed() {
			k.trace.replay(k.t, c.dsn(database, Superuser))
		}
	})
}

// RoundTrips is how often the server has asked its database so far.
func (k *Kit) RoundTrips() int {
	k.trace.mu.Lock()
	defer k.trace.mu.Unlock()
	return k.trace.trips
}

// Owner is a pool of the owner role, which sees every row: for asserting what is in the tables.
func (k *Kit) Owner() *pgxpool.Pool { return k.owner }

// AppPool is how to connect as the application's role.
func (k *Kit) AppPool() *pgxpool.Config {
	config := k.owner.Config().Copy()
	config.ConnConfig.User = AppRole
	return config
}

// Token is an access token of a person, fresh at the clock's time; empty for nobody.
func (k *Kit) Token(who Who) string {
	for _, p := range demo.People {
		if p.Who == who {
			token, err := k.Issue(p.Tenant, p.ID(), 15*time.Minute)
			if err != nil {
				k.t.Fatal(err)
			}
			return token
		}
	}
	return ""
}

// Conn is a gRPC connection as a person.
func (k *Kit) Conn(who Who) grpc.ClientConnInterface {
	return conn{k, func() string { return k.Token(who) }}
}

// ConnWith is a gRPC connection with an access token.
func (k *Kit) ConnWith(token string) grpc.ClientConnInterface {
	return conn{k, func() string { return token }}
}

type conn struct {
	k     *Kit
	token func() string // empty for nobody
}

func (c conn) Invoke(ctx context.Context, method string, args, reply any, opts ...grpc.CallOption) error {
	return c.k.Channel.Invoke(c.signed(ctx), method, args, reply, opts...)
}

func (c conn) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	return c.k.Channel.NewStream(c.signed(ctx), desc, method, opts...)
}

func (c conn) signed(ctx context.Context) context.Context {
	token := c.token()
	if token == "" {
		return ctx
	}
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
}

// REST makes a call by the REST door as a person and gives the status and the JSON of the answer. A body that is a
// string is sent as it is; headers are given as pairs.
func (k *Kit) REST(t *testing.T, who Who, method, path string, body any, headers ...string) (int, map[string]any) {
	t.Helper()
	var content []byte
	switch body := body.(type) {
	case nil:
	case string:
		content = []byte(body)
	default:
		var err error
		if content, err = json.Marshal(body); err != nil {
			t.Fatal(err)
		}
	}
	r := httptest.NewRequest(method, path, bytes.NewReader(content))
	if who != Anonymous {
		r.Header.Set("Authorization", "Bearer "+k.Token(who))
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := Serve(k.HTTP(), r)
	answer := map[string]any{}
	if w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Fatalf("%s %s answers no JSON: %s", method, path, w.Body)
		}
	}
	return w.Code, answer
}

// HTTP is the REST door.
func (k *Kit) HTTP() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", k.Files.Handler(k.Gateway))
	mux.Handle("PUT "+hotline.UploadPath, k.Hotline)
	return mux
}

// Listen opens the native gRPC door on an address of this machine until the test ends.
func (k *Kit) Listen(t *testing.T, options ...grpc.ServerOption) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer(append(options, grpc.ChainUnaryInterceptor(k.Chain.Unary), grpc.ChainStreamInterceptor(k.Chain.Stream))...)
	k.Register(server)
	go server.Serve(l)
	t.Cleanup(server.Stop)
	return l.Addr().String()
}

// Unit is the id of the unit of 房山区 with a code.
func (k *Kit) Unit(code string) (id uuid.UUID) {
	k.t.Helper()
	if err := k.owner.QueryRow(context.Background(), "select id from unit where tenant_id = $1 and code = $2", demo.Fangshan, code).
		Scan(&id); err != nil {
		k.t.Fatalf("unit %s: %v", code, err)
	}
	return id
}

// UnitName is the resource name of the unit of 房山区 with a code.
func (k *Kit) UnitName(code string) string { return name.Of("units", k.Unit(code)) }

// Settle gives a setting of 房山区 another value from the next microsecond on: an object gets the given members, anything else
// is replaced.
func (k *Kit) Settle(t testing.TB, key, value string) {
	t.Helper()
	d, ok := setting.Declared(key)
	if !ok {
		t.Fatalf("there is no setting %s", key)
	}
	k.Clock.Advance(time.Microsecond)
	if _, err := db.Write(access.AsSystem(t.Context(), demo.Fangshan), k.DB, func(ctx context.Context, tx *db.Tx) (*ent.Setting, error) {
		held, err := setting.Held(ctx, tx, tx.Now(), key)
		if err != nil {
			return nil, err
		}
		var members map[string]json.RawMessage
		if json.Unmarshal(held[key].Value, &members) != nil {
			return d.Set(ctx, tx, []byte(value), "a test", tx.Now())
		}
		if err := json.Unmarshal([]byte(value), &members); err != nil {
			return nil, err
		}
		merged, err := json.Marshal(members)
		if err != nil {
			return nil, err
		}
		return d.Set(ctx, tx, merged, "a test", tx.Now())
	}); err != nil {
		t.Fatal(err)
	}
}

// Sweep runs the sweep of the clocks once.
func (k *Kit) Sweep(t *testing.T) int {
	t.Helper()
	n, err := k.Timing.Sweep(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// WantFault compares code and reason of a refused call.
func WantFault(t *testing.T, err error, code codes.Code, reason string) {
	t.Helper()
	st := status.Convert(err)
	if st.Code() != code || fault.Reason(st) != reason {
		t.Errorf("got %v %s (%v), want %v %s", st.Code(), fault.Reason(st), err, code, reason)
	}
}

// WantField checks code and reason of a refused call and that it names a field.
func WantField(t *testing.T, err error, code codes.Code, reason, field string) {
	t.Helper()
	WantFault(t, err, code, reason)
	if named := Fields(err); !slices.Contains(named, field) {
		t.Errorf("the fault names %v, want %s", named, field)
	}
}

// Metadata is what a fault tells beside its reason.
func Metadata(err error) map[string]string {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info.GetMetadata()
		}
	}
	return nil
}

// Fields are the fields that a fault names.
func Fields(err error) (named []string) {
	for _, d := range status.Convert(err).Details() {
		if bad, ok := d.(*errdetails.BadRequest); ok {
			for _, v := range bad.GetFieldViolations() {
				named = append(named, v.GetField())
			}
		}
	}
	return named
}

// ID is the id of a person.
func ID(who Who) string {
	for _, p := range demo.People {
		if p.Who == who {
			return p.ID().String()
		}
	}
	return ""
}
