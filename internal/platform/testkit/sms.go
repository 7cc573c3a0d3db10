package testkit

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/sms"
)

// smsSecret is what the gateway of a test shares with the server.
var smsSecret = []byte("a secret of the tests")

// phones is the gateway of an operator on loopback: it keeps the last message to each telephone.
type phones struct {
	server *httptest.Server

	mu   sync.Mutex
	last map[string]sms.Message
}

func openPhones() *phones {
	p := &phones{last: map[string]sms.Message{}}
	p.server = httptest.NewServer(http.HandlerFunc(p.take))
	return p
}

// take keeps a message that is signed.
func (p *phones) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var m sms.Message
	if err != nil || json.Unmarshal(body, &m) != nil ||
		r.Header.Get(sms.HeaderSignature) != sms.Sign(smsSecret, r.Header.Get(sms.HeaderTimestamp), body) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last[m.To] = m
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

// CloseGateway takes the gateway of messages away.
func (k *Kit) CloseGateway() { k.phones.server.Close() }
