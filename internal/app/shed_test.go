package app_test

import (
	"net/http"
	"testing"
	"time"

	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// While one call holds the only place to work and two more wait, the next resident is sent away with a time to come back,
// a member of the staff pushes a resident out, and the probes answer.
//
// proves AP-17
func TestAnOverloadedServerSendsResidentsAwayBeforeStaff(t *testing.T) {
	t.Parallel()
	d := openDistrict(t, func(p *app.Parts) { p.AtOnce, p.Patience = 1, time.Minute })
	issue, release := blocked(t, d.Kit)
	ask := func(who testkit.Who, method, path string) <-chan *http.Response {
		answer := make(chan *http.Response, 1)
		go func() { answer <- send(t, d.Kit, d.rest, who, method, path, []byte("{}")) }()
		return answer
	}
	waits := func(want int) {
		for {
			if _, waiting := d.Load(); waiting == want {
				return
			}
		}
	}
	working := ask(testkit.Dispatcher, "POST", "/v1/"+issue+":triage")
	waiting(t, d.Kit, true)
	first := ask(testkit.Resident, "GET", "/v1/me")
	waits(1)
	second := ask(testkit.Resident, "GET", "/v1/me")
	waits(2)

	refused := send(t, d.Kit, d.rest, testkit.Resident2, "GET", "/v1/me", nil)
	if _, body := read(t, refused); refused.StatusCode != http.StatusServiceUnavailable || body["reason"] != "OVERLOADED" || refused.Header.Get("Retry-After") == "" {
		t.Errorf("the resident for whom there is no place: %d %v %v", refused.StatusCode, body, refused.Header)
	}
	staff := ask(testkit.StreetLeader, "GET", "/v1/me")
	if pushed := <-second; pushed.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the resident who came last: %d", pushed.StatusCode)
	}
	if answer := send(t, d.Kit, d.rest, testkit.Anonymous, "GET", "/livez", nil); answer.StatusCode != http.StatusOK {
		t.Errorf("/livez: %d", answer.StatusCode)
	}
	if _, err := healthv1.NewHealthClient(d.native).Check(t.Context(), &healthv1.HealthCheckRequest{}); err != nil {
		t.Errorf("gRPC health: %v", err)
	}
	release()
	for who, answer := range map[string]<-chan *http.Response{"the dispatcher": working, "the leader": staff, "the resident who came first": first} {
		if got := <-answer; got.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", who, got.StatusCode)
		}
	}
}
