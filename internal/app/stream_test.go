package app_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	"github.com/haolinju/haolinju/api/client"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// happen is an event of 西潞街道.
func happen(t *testing.T, k *testkit.Kit, subject string, data map[string]any) {
	if _, err := db.Write(access.AsSystem(context.Background(), demo.Fangshan), k.DB, func(_ context.Context, tx *db.Tx) (struct{}, error) {
		tx.Audit(db.Audit{Action: "test", Object: subject})
		tx.Emit(db.Event{Type: "haolinju.intake.issue.created.v1", Subject: subject, Units: []uuid.UUID{k.Unit(demo.Xilu)}, Data: data})
		return struct{}{}, nil
	}); err != nil {
		t.Error(err)
	}
}

// watching opens a stream of the events of issues, past its beginning.
func watching(t *testing.T, ctx context.Context, conn grpc.ClientConnInterface) grpc.ServerStreamingClient[integrationv1.WatchEventsResponse] {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute) // a stream that is not ended fails the test by this
	t.Cleanup(cancel)
	stream, err := integrationv1.NewIntegrationServiceClient(conn).WatchEvents(ctx, &integrationv1.WatchEventsRequest{Types: []string{"haolinju.intake"}})
	if err != nil {
		t.Fatal(err)
	}
	if first, err := stream.Recv(); err != nil || first.GetEvent() != nil {
		t.Fatalf("a stream begins with %v, %v", first, err)
	}
	return stream
}

// end reads a stream to its end.
func end(stream grpc.ServerStreamingClient[integrationv1.WatchEventsResponse]) (answers int, err error) {
	for {
		if _, err := stream.Recv(); err != nil {
			return answers, err
		}
		answers++
	}
}

// untilOpen waits until so many streams are open.
func untilOpen(streams *limit.Streams, want int) {
	for streams.Load() != want {
		runtime.Gosched()
	}
}

// relay is an address behind which servers come and go.
type relay struct {
	mu     sync.Mutex
	server *grpc.Server
	kit    *testkit.Kit
	to     string
	stops  []func()
}

func (r *relay) dial(ctx context.Context, _ string) (net.Conn, error) {
	r.mu.Lock()
	to := r.to
	r.mu.Unlock()
	return (&net.Dialer{}).DialContext(ctx, "tcp", to)
}

// next puts a new server of the same installation into the place of the last one, which stops as it is told to, or dies.
func (r *relay) next(t *testing.T, k *testkit.Kit, orderly bool) {
	t.Helper()
	twin := k.Replica()
	r.stops = append(r.stops, twin.Work(t))
	_, server := twin.Doors()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(l)
	t.Cleanup(server.Stop)
	r.mu.Lock()
	last, kit := r.server, r.kit
	r.server, r.kit, r.to = server, twin, l.Addr().String()
	r.mu.Unlock()
	switch {
	case last == nil:
	case orderly:
		kit.Chain.EndStreams()
		last.GracefulStop()
	default:
		last.Stop()
	}
}

// While four write at two servers, the one that tells of it is stopped, and the next one dies. Whoever resumes where the
// stream ended hears of each event once.
//
// proves AP-23, NI-27, AP-25
func TestNothingIsLostAndNothingDoubledWhileWritersWriteAndServersComeAndGo(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	other := k.Replica()
	r := relay{stops: []func(){k.Work(t)}}
	defer func() {
		for _, stop := range r.stops {
			stop()
		}
	}()
	r.next(t, k, true)
	conn, err := client.Dial("passthrough:///relay", client.Config{Token: func(context.Context) (string, error) { return k.Token(testkit.Dispatcher), nil }},
		grpc.WithContextDialer(r.dial))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()

	const writers, each = 4, 30
	var written sync.WaitGroup
	write := func(from, to int) {
		for w := range writers {
			written.Go(func() {
				for i := from; i < to; i++ {
					happen(t, []*testkit.Kit{k, other}[w%2], fmt.Sprintf("issues/%d-%d", w, i), nil)
				}
			})
		}
	}
	heard := map[string]int{}
	began := false
	for answer, err := range client.Follow(t.Context(), integrationv1.NewIntegrationServiceClient(conn).WatchEvents,
		&integrationv1.WatchEventsRequest{Types: []string{"haolinju.intake"}}) {
		if err != nil {
			t.Fatal(err)
		}
		if answer.GetEvent() == nil {
			if !began {
				began = true
				write(0, each)
			}
			continue
		}
		heard[answer.GetEvent().GetSubject()]++
		switch len(heard) {
		case 20:
			r.next(t, k, true)
		case 60:
			r.next(t, k, false)
		}
		if len(heard) == writers*each {
			break
		}
	}
	written.Wait()
	for subject, n := range heard {
		if n != 1 {
			t.Errorf("%s came %d times", subject, n)
		}
	}
}

// proves AP-23
func TestAReaderWhoTakesNothingIsCutOffAndTheOthersHearEverything(t *testing.T) {
	t.Parallel()
	streams := limit.NewStreams(8, 8)
	d := openDistrict(t, func(p *app.Parts) { p.Send, p.Streams = 300*time.Millisecond, streams })
	d.Kit.Work(t)
	// Windows that do not grow with what the quick one takes: else all may lie ready for the slow one, who then is none.
	conn, err := grpc.NewClient(d.Kit.Listen(t), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithStaticStreamWindowSize(64<<10), grpc.WithStaticConnWindowSize(1<<20))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	signed := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(testkit.Dispatcher))
	slow, quick := watching(t, signed, conn), watching(t, signed, conn)
	const events = 30
	for i := range events {
		happen(t, d.Kit, fmt.Sprint("issues/", i), map[string]any{"filler": strings.Repeat("x", 20_000)})
	}
	for i := range events {
		if answer, err := quick.Recv(); err != nil || answer.GetEvent().GetSubject() != fmt.Sprint("issues/", i) {
			t.Fatalf("event %d: %v, %v", i, answer.GetEvent().GetSubject(), err)
		}
	}
	untilOpen(streams, 1)
	answers, err := end(slow)
	testkit.WantFault(t, err, codes.ResourceExhausted, "SLOW_READER")
	if answers == 0 || answers >= events {
		t.Errorf("the slow one has taken %d of %d", answers, events)
	}
}

// proves AP-23, AD-05
func TestCase10AStreamEndsWhenItsCallerMayDoLessOrIsSignedOut(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	there := d.Kit.Replica()
	go there.Resolver.Watch(t.Context(), slog.New(slog.DiscardHandler))
	watch := func(at *testkit.Kit, token string) grpc.ServerStreamingClient[integrationv1.WatchEventsResponse] {
		return watching(t, t.Context(), at.ConnWith(token))
	}
	tokens := d.signIn("+8613800000001")
	signedOut := map[string]grpc.ServerStreamingClient[integrationv1.WatchEventsResponse]{
		"here": watch(d.Kit, tokens.GetAccessToken()), "at another server": watch(there, tokens.GetAccessToken())}
	demoted := map[string]grpc.ServerStreamingClient[integrationv1.WatchEventsResponse]{
		"here": watch(d.Kit, d.Token(testkit.Dispatcher)), "at another server": watch(there, d.Token(testkit.Dispatcher))}
	kept := watch(d.Kit, d.Token(testkit.StreetLeader))

	signed := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+tokens.GetAccessToken())
	if _, err := identityv1.NewIdentityServiceClient(d.native).Logout(signed, &identityv1.LogoutRequest{}); err != nil {
		t.Fatal(err)
	}
	admin := directoryv1.NewDirectoryServiceClient(d.Conn(testkit.SecurityAdmin))
	held, err := admin.ListMemberships(t.Context(), &directoryv1.ListMembershipsRequest{Parent: d.unit(xilu), Filter: `person = "` + person(testkit.Dispatcher) + `"`})
	if err != nil || len(held.GetMemberships()) == 0 {
		t.Fatalf("%v, %v", held, err)
	}
	if _, err := admin.EndMembership(t.Context(), &directoryv1.EndMembershipRequest{Name: held.GetMemberships()[0].GetName()}); err != nil {
		t.Fatal(err)
	}
	for where, stream := range signedOut {
		_, err := end(stream)
		t.Run("signed out "+where, func(t *testing.T) { testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED") })
	}
	for where, stream := range demoted {
		_, err := end(stream)
		t.Run("demoted "+where, func(t *testing.T) { testkit.WantFault(t, err, codes.Unavailable, "ACCESS_CHANGED") })
	}
	d.Clock.Advance(16 * time.Minute)
	_, err = end(kept)
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
}

// proves AP-23
func TestAStreamGivesSignsOfLifeAndEndsWithItsTimeAndWithTheServer(t *testing.T) {
	t.Parallel()
	d := openDistrict(t, func(p *app.Parts) { p.StreamQuiet, p.StreamLife = 10*time.Millisecond, 2*time.Second })
	over := watching(t, t.Context(), d.Conn(testkit.Dispatcher))
	answers, err := end(over)
	testkit.WantFault(t, err, codes.Unavailable, "STREAM_OVER")
	if answers == 0 {
		t.Error("no sign of life")
	}

	d = openDistrict(t)
	stopped := watching(t, t.Context(), d.Conn(testkit.Dispatcher))
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	lines, done := d.lines(ctx, testkit.Dispatcher, "/v1/events:watch")
	if begin := <-lines; begin["result"] == nil {
		t.Fatalf("the first line is %v", begin)
	}
	d.Chain.EndStreams()
	_, err = end(stopped)
	testkit.WantFault(t, err, codes.Unavailable, "SERVER_STOPPING")
	if last := <-lines; last["error"].(map[string]any)["reason"] != "SERVER_STOPPING" || last["error"].(map[string]any)["status"] != float64(http.StatusServiceUnavailable) {
		t.Errorf("the last line is %v", last)
	}
	if answer := <-done; answer.Header.Get("Content-Type") != "application/x-ndjson" || answer.Header.Get("X-Request-Id") == "" {
		t.Errorf("the headers are %v", answer.Header)
	}
	if refused := send(t, d.Kit, d.rest, testkit.Dispatcher, http.MethodGet, "/v1/events:watch", nil); refused.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a stream after that: %d", refused.StatusCode)
	}
}

// lines reads a stream by REST over a connection, line by line.
func (d *district) lines(ctx context.Context, who testkit.Who, path string) (<-chan map[string]any, <-chan *http.Response) {
	d.t.Helper()
	address, _ := atDoors(d.t, d.Kit)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+d.Token(who))
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	lines, done := make(chan map[string]any, 16), make(chan *http.Response, 1)
	go func() {
		defer answer.Body.Close()
		defer close(lines)
		for read := bufio.NewScanner(answer.Body); read.Scan(); {
			var line map[string]any
			if json.Unmarshal(read.Bytes(), &line) != nil {
				line = map[string]any{"error": read.Text()}
			}
			lines <- line
		}
		done <- answer
	}()
	return lines, done
}

// proves AP-23, AP-17
func TestACallerKeepsOnlySoManyStreamsOpen(t *testing.T) {
	t.Parallel()
	streams := limit.NewStreams(2, 3)
	d := openDistrict(t, func(p *app.Parts) { p.Streams = streams })
	ctx, leave := context.WithCancel(t.Context())
	watching(t, ctx, d.Conn(testkit.Dispatcher))
	watching(t, t.Context(), d.Conn(testkit.Dispatcher))
	refused := func(who testkit.Who, status int, reason string) {
		t.Helper()
		answer := send(t, d.Kit, d.rest, who, http.MethodGet, "/v1/events:watch", nil)
		if _, body := read(t, answer); answer.StatusCode != status || body["reason"] != reason || answer.Header.Get("Retry-After") == "" || answer.Header.Get("X-Request-Id") == "" {
			t.Errorf("%s: %d %v %v", who, answer.StatusCode, body, answer.Header)
		}
	}
	refused(testkit.Dispatcher, http.StatusTooManyRequests, "TOO_MANY_STREAMS")
	watching(t, t.Context(), d.Conn(testkit.StreetLeader))
	refused(testkit.AuditAdmin, http.StatusServiceUnavailable, "OVERLOADED")
	if text := d.Metrics(t); !strings.Contains(text, "haolinju_streams_open 3") {
		t.Error("the metrics do not count the streams")
	}
	leave()
	untilOpen(streams, 2)
	watching(t, t.Context(), d.Conn(testkit.Dispatcher))
}
