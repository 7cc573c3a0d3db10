// Package signedpost hands JSON by HTTP to a system that the operator has named, signed with a secret that both share.
//
// Only the operator names where it goes: no caller and no answer does, so redirects are not followed.
package signedpost

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

// Limits of a call.
const (
	timeout   = 5 * time.Second
	maxAnswer = 64 << 10
)

// Headers of a signed call: the seconds since 1970, and the HMAC-SHA256 in hex of these seconds, a full stop and the body.
const (
	HeaderTimestamp = "X-Haolinju-Timestamp"
	HeaderSignature = "X-Haolinju-Signature"
)

// ErrRefused is what the other system will never take. Any other error may pass.
var ErrRefused = errors.New("the other system refuses it")

// Client posts to one address. An answer of 2xx takes what was posted; 4xx but 429 refuses it for good.
type Client struct {
	url    string
	secret []byte
	clock  clock.Clock
	client *http.Client
}

// New posts to a URL.
func New(url string, secret []byte, clk clock.Clock) (*Client, error) {
	if url == "" || len(secret) < 16 {
		return nil, errors.New("an address and a secret of at least 16 bytes are needed")
	}
	return &Client{url: url, secret: secret, clock: clk, client: &http.Client{Timeout: timeout, Transport: trace.Transport(http.DefaultTransport),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// Post a value and give the answer.
func (c *Client) Post(ctx context.Context, value any) ([]byte, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	at := strconv.FormatInt(c.clock.Now(0).Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(HeaderTimestamp, at)
	r.Header.Set(HeaderSignature, Sign(c.secret, at, body))
	answer, err := c.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	switch code := answer.StatusCode; {
	case code == http.StatusTooManyRequests || code < 200 || code >= 500 || code >= 300 && code < 400:
		return nil, fmt.Errorf("the other system answers %d", code)
	case code >= 400:
		return nil, fmt.Errorf("%w (%d)", ErrRefused, code)
	}
	content, err := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	if err != nil {
		return nil, nil // taken, and the words about it are lost
	}
	return content, nil
}

// Sign is the signature of a body at a time: what the other system compares with.
func Sign(secret []byte, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	io.WriteString(mac, timestamp+".")
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}
