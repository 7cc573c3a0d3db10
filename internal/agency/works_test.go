package agency_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var secret = []byte("a secret of the water office")

// works is the order system of a unit on loopback.
type works struct {
	*httptest.Server

	mu      sync.Mutex
	answer  int    // instead of taking; 0: it takes
	meet    func() // what happens while it takes the next one
	tries   int
	taken   []agency.Push
	content []string
}

func openWorks(t *testing.T) *works {
	t.Helper()
	o := &works{}
	o.Server = httptest.NewServer(http.HandlerFunc(o.take))
	t.Cleanup(o.Close)
	return o
}

func (o *works) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var told agency.Push
	if err != nil || json.Unmarshal(body, &told) != nil ||
		r.Header.Get(signedpost.HeaderSignature) != signedpost.Sign(secret, r.Header.Get(signedpost.HeaderTimestamp), body) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	o.mu.Lock()
	meet := o.meet
	o.meet = nil
	o.tries++
	answer := o.answer
	if answer == 0 {
		o.taken, o.content = append(o.taken, told), append(o.content, string(body))
		answer = http.StatusOK
	}
	o.mu.Unlock()
	if meet != nil {
		meet()
	}
	w.WriteHeader(answer)
}

func (o *works) answers(status int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.answer = status
}

// to posts to the works for the water office.
func to(t *testing.T, o *works) func(*app.Parts) {
	t.Helper()
	return func(p *app.Parts) {
		way, err := agency.NewHTTP(o.URL, secret, clock.System{})
		if err != nil {
			t.Fatal(err)
		}
		p.Outside.Systems = agency.Systems{demo.Fangshan: {testkit.WaterOffice: way}}
	}
}
