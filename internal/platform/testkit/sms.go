package testkit

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// smsSecret is what the gateway of a test shares with the server.
var smsSecret = []byte("a secret of the tests")

// phones is the gateway of an operator on loopback: it keeps the last message to each telephone, and lets a telephone ring
// once for all messages of one id.
type phones struct {
	server *httptest.Server

	mu     sync.Mutex
	answer int // status of what it answers instead of taking a message; 0: it takes
	last   map[string]sms.Message
	rings  map[string]map[string]bool // ids by telephone
	news   chan struct{}              // closed when a message comes
}

func openPhones() *phones {
	p := &phones{last: map[string]sms.Message{}, rings: map[string]map[string]bool{}, news: make(chan struct{})}
	p.server = httptest.NewServer(http.HandlerFunc(p.take))
	return p
}

// take keeps a message that is signed.
func (p *phones) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var m sms.Message
	if err != nil || json.Unmarshal(body, &m) != nil ||
		r.Header.Get(signedpost.HeaderSignature) != signedpost.Sign(smsSecret, r.Header.Get(signedpost.HeaderTimestamp), body) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.answer != 0 {
		w.WriteHeader(p.answer)
		return
	}
	p.last[m.To] = m
	if p.rings[m.To] == nil {
		p.rings[m.To] = map[string]bool{}
	}
	p.rings[m.To][m.ID] = true
	close(p.news)
	p.news = make(chan struct{})
	json.NewEncoder(w).Encode(map[string]string{"id": "operator-" + m.ID})
}

func (p *phones) sender(clk clock.Clock) (sms.Sender, error) {
	return sms.NewGateway(p.server.URL, smsSecret, clk)
}

// Message is the last one that a telephone got, in E.164; one without a template where it got none.
func (k *Kit) Message(to string) sms.Message {
	k.phones.mu.Lock()
	defer k.phones.mu.Unlock()
	return k.phones.last[to]
}

// Code is the last code that a telephone got.
func (k *Kit) Code(t *testing.T, to string) string {
	t.Helper()
	code := k.Message(to).Parameters["code"]
	if code == "" {
		t.Fatalf("%s got no code", to)
	}
	return code
}

// Rings is how often a telephone rang, in E.164.
func (k *Kit) Rings(to string) int {
	k.phones.mu.Lock()
	defer k.phones.mu.Unlock()
	return len(k.phones.rings[to])
}

// AwaitRing waits until a telephone has rung.
func (k *Kit) AwaitRing(t *testing.T, to string) {
	t.Helper()
	for {
		k.phones.mu.Lock()
		rung, news := len(k.phones.rings[to]) > 0, k.phones.news
		k.phones.mu.Unlock()
		if rung {
			return
		}
		select {
		case <-news:
		case <-t.Context().Done():
			t.Fatalf("%s has not rung", to)
		}
	}
}

// GatewayAnswers makes the gateway of messages answer a status instead of taking them; 0: it takes them again.
func (k *Kit) GatewayAnswers(status int) {
	k.phones.mu.Lock()
	defer k.phones.mu.Unlock()
	k.phones.answer = status
}

// CloseGateway takes the gateway of messages away.
func (k *Kit) CloseGateway() { k.phones.server.Close() }
