package app_test

import (
	"bytes"
	"context"
	"maps"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/rpc"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// keyed makes a call at one of the servers by an idempotency key, again as long as the answer says that this may help.
func keyed(k *testkit.Kit, ctx context.Context, m rpc.Method, who testkit.Who, request proto.Message, key string) (proto.Message, error) {
	kind, err := protoregistry.GlobalTypes.FindMessageByName(m.Descriptor.Output().FullName())
	if err != nil {
		return nil, err
	}
	answer := kind.New().Interface()
	ctx = metadata.AppendToOutgoingContext(ctx, "idempotency-key", key)
	for range 200 {
		if err = k.Conn(who).Invoke(ctx, m.FullName(), request, answer); err == nil {
			return answer, nil
		}
		switch fault.Reason(status.Convert(err)) {
		case "IDEMPOTENCY_IN_FLIGHT", "DATABASE_UNAVAILABLE":
		default:
			return nil, err
		}
	}
	return nil, err
}

// warm has a server open its connection and prepare the statements of a call, by trying it without effect.
func warm(k *testkit.Kit, ctx context.Context, m rpc.Method, who testkit.Who, request proto.Message) {
	if tried := rehearsed(request); tried != nil {
		keyed(k, ctx, m, who, tried, "")
	}
}

// losses are the statements of a call, of so many, of which the answer is lost, one in each round: all of a short call, and of a long one those
// at its ends and every fourth between, which finds the transaction as open as its neighbours do.
func losses(statements int) (at []int) {
	for n := 1; n <= statements; n++ {
		if n <= 4 || n%4 == 0 || n > statements-2 {
			at = append(at, n)
		}
	}
	return at
}

// Each call of the contract that changes something is made at a server that loses no answer of the database, in the next round
// that to its first statement, then to its second, and so on up to the commit: the database has done what it was asked, and the
// server does not know. By its key the call has exactly one effect, and another server gives the same answer.
//
// proves AP-09
func TestCase64AnAnswerLostAtAnyStatementLeavesExactlyOneEffect(t *testing.T) {
	t.Parallel()
	methods := methodsByName(t)
	for capability, cases := range doorCases {
		t.Run(capability, func(t *testing.T) {
			t.Parallel()
			effects := map[string]int{}
			ahead := map[string][]int{} // what each call has still to lose
			for called, c := range cases {
				if !methods[method(called)].ReadOnly && c.who != testkit.Anonymous { // nobody has no key
					ahead[called] = []int{0}
				}
			}
			for len(ahead) > 0 {
				d := openDistrict(t)
				w, dsn := d.database(testkit.AppRole)
				twin := d.Replica(func(p *app.Parts) { p.DatabaseURL = dsn })
				for _, called := range slices.Sorted(maps.Keys(ahead)) {
					c, m, n := cases[called], methods[method(called)], ahead[called][0]
					request := c.make(d)
					d.Clock.Advance(time.Second)
					warm(twin, t.Context(), m, c.who, request)
					before := d.count()
					w.lose(n)
					first, err := keyed(twin, t.Context(), m, c.who, request, called)
					hit, sent := w.lost.Load(), w.sent()
					w.lose(0)
					gained := d.count() - before
					if n == 0 {
						effects[called] = gained
						ahead[called] = append(ahead[called], losses(sent)...)
					}
					if ahead[called] = ahead[called][1:]; len(ahead[called]) == 0 {
						delete(ahead, called)
					}
					switch {
					case err != nil:
						t.Errorf("%s without the answer to statement %d: %v", called, n, err)
						continue
					case gained != effects[called]:
						t.Errorf("%s without the answer to statement %d: %d audit rows and events, want %d", called, n, gained, effects[called])
					case n == 1 && !hit:
						t.Errorf("%s: no answer was lost", called)
					}
					again, err := keyed(d.Kit, t.Context(), m, c.who, request, called)
					if err != nil || !proto.Equal(again, first) || d.count() != before+gained {
						t.Errorf("%s without the answer to statement %d: again %v, %v\n at first %v", called, n, again, err, first)
					}
				}
			}
		})
	}
}

// proves AP-09
func TestCase62AnAnswerLostOnItsWayToTheCallerComesAgainByItsKey(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	body := d.bookingBody(d.ground())
	socket := filepath.Join(socketFolder(t), "server")
	listener, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: d.rest, ReadHeaderTimeout: time.Minute}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	w := openWire(t, "client", socket, func(_, _ []byte) bool { return true })
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", w.address)
	}}}
	t.Cleanup(client.CloseIdleConnections)
	book := func() (*http.Response, error) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://haolinju/v1/bookings", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+d.Token(testkit.Resident))
		r.Header.Set("Idempotency-Key", "evening")
		return client.Do(r)
	}
	w.lose(1)
	if answer, err := book(); err == nil {
		t.Fatalf("the answer arrived: %d", answer.StatusCode)
	}
	d.wantEffects(1, 1, 1, 1)
	answer, err := book()
	if err != nil {
		t.Fatal(err)
	}
	if raw, got := read(t, answer); answer.StatusCode != http.StatusOK || answer.Header.Get("Idempotency-Replayed") != "true" || got["state"] != "STATE_CONFIRMED" {
		t.Errorf("the retry: %d %s", answer.StatusCode, raw)
	}
	d.wantEffects(1, 1, 1, 1)
}

// Fifty calls by one key at the same time, at two servers, have one effect; the others get its answer or hear that it is
// still running.
//
// proves AP-09
func TestCase60FiftyCallsAtOnceByOneKeyAtTwoServersHaveOneEffect(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	twin := d.Replica()
	other, _ := twin.Doors()
	ground := d.ground()
	body := d.bookingBody(ground)
	type answer struct {
		status   int
		raw      string
		reason   any
		replayed bool
	}
	answers := make([]answer, 50)
	var start, done sync.WaitGroup
	start.Add(1)
	for i := range answers {
		kit, rest := d.Kit, d.rest
		if i%2 == 1 {
			kit, rest = twin, other
		}
		done.Go(func() {
			start.Wait()
			got := send(t, kit, rest, testkit.Resident, http.MethodPost, "/v1/bookings", body, "Idempotency-Key", "evening")
			raw, parsed := read(t, got)
			answers[i] = answer{got.StatusCode, raw, parsed["reason"], got.Header.Get("Idempotency-Replayed") == "true"}
		})
	}
	start.Done()
	done.Wait()
	_, stored, _, _ := d.post(testkit.Resident, "/v1/bookings", "evening", body)
	effective := 0
	for i, a := range answers {
		switch {
		case a.status == http.StatusOK && a.raw == stored:
			if !a.replayed {
				effective++
			}
		case a.status == http.StatusConflict && a.reason == "IDEMPOTENCY_IN_FLIGHT":
		default:
			t.Errorf("call %d: %d, replayed %t: %s", i, a.status, a.replayed, a.raw)
		}
	}
	if effective != 1 {
		t.Errorf("%d calls say that they had the effect, want 1", effective)
	}
	d.wantEffects(1, 1, 1, 1)
}
