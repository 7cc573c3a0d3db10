package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

// Platform is the address of the platform.
const Platform = "https://api.weixin.qq.com"

// Limits of a call.
const (
	timeout   = 5 * time.Second
	maxAnswer = 64 << 10
	early     = 5 * time.Minute // how long before its end an access token is given up
)

// App is one mini-program.
type App struct{ ID, Secret string }

// Client speaks for one app. It is safe for concurrent use.
type Client struct {
	url   string
	app   App
	clock clock.Clock
	http  *http.Client

	asking singleflight.Group
	mu     sync.Mutex
	token  string
	until  time.Time
}

// NewClient speaks to the platform at an address.
func NewClient(address string, app App, clk clock.Clock) (*Client, error) {
	if app.ID == "" || app.Secret == "" {
		return nil, errors.New("wechat: an app needs an id and a secret")
	}
	return &Client{url: strings.TrimSuffix(address, "/"), app: app, clock: clk, http: &http.Client{Timeout: timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}, nil
}

// Issuer names whose users the subjects are: an openid stands for one person in one app.
func (c *Client) Issuer() string { return "wechat:" + c.app.ID }

// Subject is the openid behind the code of wx.login.
func (c *Client) Subject(ctx context.Context, code string) (string, error) {
	var who identified
	query := url.Values{"appid": {c.app.ID}, "secret": {c.app.Secret}, "js_code": {code}, "grant_type": {"authorization_code"}}
	if err := c.call(ctx, http.MethodGet, "/sns/jscode2session", query, nil, &who); err != nil {
		return "", err
	}
	if who.OpenID == "" {
		return "", fmt.Errorf("%w: no openid in the answer", ErrUnavailable)
	}
	return who.OpenID, nil
}

// Phone is the telephone behind the code of a button with open-type getPhoneNumber, with its country code.
func (c *Client) Phone(ctx context.Context, code string) (number string, err error) {
	err = c.signed(ctx, func(token string) error {
		number, err = c.phone(ctx, token, code)
		return err
	})
	return number, err
}

// signed makes a call with the token of the app, and once more with a new one where it had ended before its time.
func (c *Client) signed(ctx context.Context, call func(token string) error) error {
	token, err := c.accessToken(ctx)
	if err != nil {
		return err
	}
	if err = call(token); errors.Is(err, errToken) {
		c.forget(token)
		if token, err = c.accessToken(ctx); err == nil {
			err = call(token)
		}
	}
	return err
}

func (c *Client) phone(ctx context.Context, token, code string) (string, error) {
	var answer struct {
		result
		Info struct {
			Number  string `json:"purePhoneNumber"`
			Country string `json:"countryCode"`
		} `json:"phone_info"`
	}
	if err := c.call(ctx, http.MethodPost, "/wxa/business/getuserphonenumber", url.Values{"access_token": {token}},
		map[string]any{"code": code}, &answer); err != nil {
		return "", err
	}
	if answer.Info.Number == "" || answer.Info.Country == "" {
		return "", fmt.Errorf("%w: no telephone in the answer", ErrUnavailable)
	}
	return "+" + answer.Info.Country + answer.Info.Number, nil
}

// accessToken is the token of the app. The one who asks for it is not cut off when a caller gives up.
func (c *Client) accessToken(ctx context.Context) (string, error) {
	c.mu.Lock()
	token, until := c.token, c.until
	c.mu.Unlock()
	if token != "" && c.clock.Now(0).Before(until) {
		return token, nil
	}
	asked := c.asking.DoChan("token", func() (any, error) {
		var answer struct {
			result
			Token   string `json:"access_token"`
			Seconds int    `json:"expires_in"`
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
		defer cancel()
		if err := c.call(ctx, http.MethodPost, "/cgi-bin/stable_token", nil, map[string]any{"grant_type": "client_credential",
			"appid": c.app.ID, "secret": c.app.Secret}, &answer); err != nil {
			return "", err
		}
		if answer.Token == "" {
			return "", fmt.Errorf("%w: no token in the answer", ErrUnavailable)
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.token, c.until = answer.Token, c.clock.Now(0).Add(time.Duration(answer.Seconds)*time.Second-early)
		return answer.Token, nil
	})
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-asked:
		token, _ := got.Val.(string)
		return token, got.Err
	}
}

// forget gives up a token that the platform no longer takes.
func (c *Client) forget(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.token == token {
		c.token = ""
	}
}

// answer is what every answer of the platform tells.
type answer interface{ code() int }

// call makes one call and reads its answer.
func (c *Client) call(ctx context.Context, method, path string, query url.Values, body any, into answer) error {
	var content []byte
	var err error
	if body != nil {
		if content, err = json.Marshal(body); err != nil {
			return err
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, c.url+path+"?"+query.Encode(), bytes.NewReader(content))
	if err != nil {
		return fmt.Errorf("%w: the address is none", ErrUnavailable)
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	w, err := c.http.Do(r)
	if err != nil {
		var failed *url.Error
		if errors.As(err, &failed) {
			err = failed.Err // without the address: it holds the secret
		}
		return fmt.Errorf("%w: %s: %w", ErrUnavailable, path, err)
	}
	defer w.Body.Close()
	if content, err = io.ReadAll(io.LimitReader(w.Body, maxAnswer+1)); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrUnavailable, path, err)
	}
	if w.StatusCode != http.StatusOK || len(content) > maxAnswer || json.Unmarshal(content, into) != nil {
		return fmt.Errorf("%w: %s answers %d with %d bytes that cannot be read", ErrUnavailable, path, w.StatusCode, len(content))
	}
	return failure(into.code(), path)
}
