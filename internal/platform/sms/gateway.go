package sms

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/trace"
)

// Limits of a call to the gateway.
const (
	timeout   = 5 * time.Second
	maxAnswer = 64 << 10
)

// Headers of a signed call: the seconds since 1970, and the HMAC-SHA256 in hex of these seconds, a full stop and the body.
const (
	HeaderTimestamp = "X-Haolinju-Timestamp"
	HeaderSignature = "X-Haolinju-Signature"
)

// Gateway sends by HTTP: each message is a POST of its JSON, signed with a shared secret. An answer of 2xx takes it and may
// name its id ({"id": "…"}); 4xx but 429 refuses it for good.
type Gateway struct {
	url    string
	secret []byte
	clock  clock.Clock
	client *http.Client
}

// NewGateway sends to a URL.
func NewGateway(url string, secret []byte, clk clock.Clock) (*Gateway, error) {
	if url == "" || len(secret) < 16 {
		return nil, errors.New("sms: a gateway needs an address and a secret of at least 16 bytes")
	}
	return &Gateway{url: url, secret: secret, clock: clk, client: &http.Client{Timeout: timeout, Transport: trace.Transport(http.DefaultTransport),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// Send posts the message.
func (g *Gateway) Send(ctx context.Context, m Message) (string, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.url, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	at := strconv.FormatInt(g.clock.Now(0).Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(HeaderTimestamp, at)
	r.Header.Set(HeaderSignature, Sign(g.secret, at, body))
	answer, err := g.client.Do(r)
	if err != nil {
		return "", fmt.Errorf("sms: %w", err)
	}
	defer answer.Body.Close()
	switch code := answer.StatusCode; {
	case code == http.StatusTooManyRequests || code < 200 || code >= 500 || code >= 300 && code < 400:
		return "", fmt.Errorf("sms: the gateway answers %d", code)
	case code >= 400:
		return "", fmt.Errorf("%w (%d)", ErrRefused, code)
	}
	var taken struct{ ID string }
	content, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	if err != nil || json.Unmarshal(content, &taken) != nil {
		return "", nil // taken, and the gateway's words about it are its own
	}
	return taken.ID, nil
}

// Sign is the signature of a body at a time: what a gateway compares with.
func Sign(secret []byte, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	io.WriteString(mac, timestamp+".")
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}
