package app_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	collectorv1 "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	tracev1 "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/grpc"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/platform/trace"
)

// collector keeps the spans that it is sent.
type collector struct {
	collectorv1.UnimplementedTraceServiceServer
	mu    sync.Mutex
	spans []*tracev1.Span
	all   strings.Builder // all that came, as text
}

// Export takes spans.
func (c *collector) Export(_ context.Context, req *collectorv1.ExportTraceServiceRequest) (*collectorv1.ExportTraceServiceResponse, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all.WriteString(req.String())
	for _, of := range req.GetResourceSpans() {
		for _, scope := range of.GetScopeSpans() {
			c.spans = append(c.spans, scope.GetSpans()...)
		}
	}
	return &collectorv1.ExportTraceServiceResponse{}, nil
}

// collect opens a collector on loopback and a way to it for a share of the traces.
func collect(t *testing.T, share float64) (*collector, *trace.Spans) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c, server := &collector{}, grpc.NewServer()
	collectorv1.RegisterTraceServiceServer(server, c)
	go server.Serve(l)
	t.Cleanup(server.Stop)
	spans, err := trace.Open(t.Context(), "http://"+l.Addr().String(), share, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return c, spans
}

const callersTrace = "4bf92f3577b34da6a3ce929d0e0e4736"

// proves AP-21
func TestTheSpansOfACallJoinTheTraceOfItsCallerAndTellOfNoPerson(t *testing.T) {
	t.Parallel()
	c, spans := collect(t, 1)
	d := openDistrict(t, func(p *app.Parts) { p.Spans = spans })
	issue := d.filed()
	answer := send(t, d.Kit, d.rest, testkit.Dispatcher, http.MethodPost, "/v1/"+issue+":triage", []byte(`{"note":"canary-note"}`),
		"Traceparent", "00-"+callersTrace+"-00f067aa0ba902b7-01", "Tracestate", "vendor=canary-state", "Baggage", "person=canary-baggage")
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.StatusCode)
	}
	refused := send(t, d.Kit, d.rest, testkit.Resident2, http.MethodGet, "/v1/"+issue, nil)
	if refused.StatusCode != http.StatusNotFound {
		t.Fatal(refused.StatusCode)
	}
	if err := d.Tasks[slices.IndexFunc(d.Tasks, func(task jobs.Task) bool { return task.Name == "booking.purge" })].Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := spans.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	known := []string{"rpc.grpc.status", "haolinju.tenant", "haolinju.reason", "db.operation.name", "db.operation.batch.size"}
	calls, statements := map[string]*tracev1.Span{}, map[string]int{}
	for _, s := range c.spans {
		if strings.HasPrefix(s.GetName(), "database.") {
			statements[string(s.GetParentSpanId())]++
		} else {
			calls[s.GetName()] = s
		}
		for _, a := range s.GetAttributes() {
			if !slices.Contains(known, a.GetKey()) {
				t.Errorf("%s tells %v", s.GetName(), a)
			}
		}
	}
	triage := calls["/haolinju.intake.v1.IntakeService/TriageIssue"]
	if got := fmt.Sprintf("%x %x", triage.GetTraceId(), triage.GetParentSpanId()); got != callersTrace+" 00f067aa0ba902b7" || statements[string(triage.GetSpanId())] < 2 {
		t.Errorf("the call stands in trace and span %s with %d statements", got, statements[string(triage.GetSpanId())])
	}
	if get := calls["/haolinju.intake.v1.IntakeService/GetIssue"]; !strings.Contains(get.String(), "NOT_FOUND") || get.GetStatus().GetCode() != tracev1.Status_STATUS_CODE_ERROR {
		t.Errorf("the refused call is %v", get)
	}
	if job := calls["booking.purge"]; job == nil || statements[string(job.GetSpanId())] == 0 {
		t.Errorf("the job is %v", job)
	}
	for _, secret := range []string{"canary", "演示", "房产证", "13812341234", testkit.ID(testkit.Dispatcher), issue, "$1", "192.0.2.1"} {
		if strings.Contains(c.all.String(), secret) {
			t.Errorf("the collector has heard %q", secret)
		}
	}
}

// A caller who has all of his traces kept does not decide what we keep.
//
// proves AP-21
func TestTheShareOfTheTracesIsTheOperatorsAndACollectorThatIsAwayHoldsUpNothing(t *testing.T) {
	t.Parallel()
	c, spans := collect(t, 0)
	d := openDistrict(t, func(p *app.Parts) { p.Spans = spans })
	send(t, d.Kit, d.rest, testkit.Resident, http.MethodGet, "/v1/me", nil, "Traceparent", "00-"+callersTrace+"-00f067aa0ba902b7-01")
	if err := spans.Close(t.Context()); err != nil || len(c.spans) > 0 {
		t.Errorf("%d spans of no share, %v", len(c.spans), err)
	}
	away, err := trace.Open(t.Context(), "http://127.0.0.1:1", 1, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	d = openDistrict(t, func(p *app.Parts) { p.Spans = away })
	if answer := send(t, d.Kit, d.rest, testkit.Resident, http.MethodGet, "/v1/me", nil); answer.StatusCode != http.StatusOK {
		t.Errorf("with the collector away: %d", answer.StatusCode)
	}
}
