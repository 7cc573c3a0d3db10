package oidc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

// What an issuer answers when it does not help.
var (
	ErrCode        = errors.New("oidc: the code is not valid, expired or used")
	ErrForged      = errors.New("oidc: what the issuer says does not hold")
	ErrUnavailable = errors.New("oidc: the issuer does not answer as it should")
)

// Limits of a call.
const (
	timeout   = 5 * time.Second
	maxAnswer = 1 << 20
	believed  = time.Hour // how long the issuer's document and keys are not read anew
)

// Client speaks for one registration at one issuer. It is safe for concurrent use.
type Client struct {
	registration Registration
	clock        clock.Clock
	http         *http.Client

	asking singleflight.Group
	mu     sync.Mutex
	known  *provider
	until  time.Time
}

// provider is what the issuer says of itself: where it is asked, and the keys that it signs with.
type provider struct {
	endpoint oauth2.Endpoint
	keys     oidc.KeySet
}

// NewClient speaks for a registration. The issuer is first asked when somebody signs in.
func NewClient(r Registration, clk clock.Clock) (*Client, error) {
	if err := r.check(); err != nil {
		return nil, err
	}
	return &Client{registration: r, clock: clk, http: &http.Client{Timeout: timeout, Transport: bounded{http.DefaultTransport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// bounded cuts answers off.
type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	w, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		w.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(w.Body, maxAnswer), w.Body}
	}
	return w, err
}

// Issuer names whose users the subjects are.
func (c *Client) Issuer() string { return c.registration.Issuer }

// ReturnsTo says whether the issuer may send a browser back to an address.
func (c *Client) ReturnsTo(uri string) bool { return slices.Contains(c.registration.RedirectURIs, uri) }

// AuthorizationURL is where a browser begins a handshake.
func (c *Client) AuthorizationURL(ctx context.Context, h Handshake) (string, error) {
	p, err := c.provider(ctx)
	if err != nil {
		return "", err
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(h.Nonce), oauth2.S256ChallengeOption(h.Verifier)}
	if wanted := c.registration.SecondFactor.values(); wanted != "" {
		options = append(options, oauth2.SetAuthURLParam("acr_values", wanted))
	}
	return c.oauth(p, h).AuthCodeURL(h.State, options...), nil
}

func (c *Client) oauth(p *provider, h Handshake) *oauth2.Config {
	return &oauth2.Config{ClientID: c.registration.ClientID, ClientSecret: c.registration.ClientSecret, Endpoint: p.endpoint,
		RedirectURL: h.RedirectURI, Scopes: c.registration.scopes()}
}

// provider is the issuer's document, read anew when it is too old. Who reads it is not cut off when a caller gives up.
func (c *Client) provider(ctx context.Context) (*provider, error) {
	c.mu.Lock()
	known, until := c.known, c.until
	c.mu.Unlock()
	if known != nil && c.clock.Now(0).Before(until) {
		return known, nil
	}
	asked := c.asking.DoChan("provider", func() (any, error) {
		read, err := c.discover(context.WithoutCancel(ctx))
		if err != nil {
			return nil, err
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.known, c.until = read, c.clock.Now(0).Add(believed)
		return read, nil
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case got := <-asked:
		read, _ := got.Val.(*provider)
		return read, got.Err
	}
}

// discover reads the issuer's document. A client secret goes in the header, unless the issuer takes it in the form alone.
func (c *Client) discover(ctx context.Context) (*provider, error) {
	p, err := oidc.NewProvider(oidc.ClientContext(ctx, c.http), c.registration.Issuer)
	if err != nil {
		return nil, fmt.Errorf("%w: its document cannot be read", unanswered(err))
	}
	var says struct {
		Keys    string   `json:"jwks_uri"`
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := p.Claims(&says); err != nil {
		return nil, fmt.Errorf("%w: its document is none", ErrUnavailable)
	}
	read := &provider{p.Endpoint(), oidc.NewRemoteKeySet(oidc.ClientContext(ctx, c.http), says.Keys)}
	read.endpoint.AuthStyle = oauth2.AuthStyleInHeader
	if len(says.Methods) > 0 && !slices.Contains(says.Methods, "client_secret_basic") {
		read.endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return read, nil
}

// unanswered is a failed call without what was sent and answered.
func unanswered(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return fmt.Errorf("%w: %w", ErrUnavailable, failed.Err)
	}
	return ErrUnavailable
}
