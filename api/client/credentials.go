package client

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
)

// exchangeTime is how long one exchange of a secret may take.
const exchangeTime = 30 * time.Second

// ClientCredentials signs a partner system in by the id and the secret of its API client. The secret is exchanged over conn, which
// is a connection without a TokenSource, when the first call needs a token and again when four fifths of its life are over; calls
// at the same time share one exchange. While a renewal fails, the token that still holds is used.
//
//	door, err := client.Dial(target, client.Config{TLS: &tls.Config{}})
//	conn, err := client.Dial(target, client.Config{TLS: &tls.Config{}, Token: client.ClientCredentials(door, id, secret)})
func ClientCredentials(conn grpc.ClientConnInterface, id, secret string) TokenSource {
	return credentialsAt(conn, id, secret, time.Now)
}

func credentialsAt(conn grpc.ClientConnInterface, id, secret string, now func() time.Time) TokenSource {
	c := &exchanger{service: identityv1.NewIdentityServiceClient(conn), now: now,
		request: &identityv1.ExchangeClientCredentialsRequest{ClientId: id, ClientSecret: secret}}
	return c.token
}

// held is a token, when it is to be renewed, and when it ends.
type held struct {
	token      string
	renew, end time.Time
}

// exchanger keeps the token of one client.
type exchanger struct {
	service identityv1.IdentityServiceClient
	request *identityv1.ExchangeClientCredentialsRequest
	now     func() time.Time
	flight  singleflight.Group

	mu   sync.Mutex
	held held
}

func (c *exchanger) current() held {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}

func (c *exchanger) token(ctx context.Context) (string, error) {
	before := c.current()
	if c.now().Before(before.renew) {
		return before.token, nil
	}
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-c.flight.DoChan("", func() (any, error) { return nil, c.exchange(ctx) }):
		if after := c.current(); got.Err == nil || c.now().Before(after.end) {
			return after.token, nil
		}
		return "", got.Err
	}
}

// exchange gets a new token, unless a caller before did so. It is for all who wait: the end of one of their calls does not end it, and
// what goes with one of them does not go with it.
func (c *exchanger) exchange(ctx context.Context) error {
	asked := c.now()
	if asked.Before(c.current().renew) {
		return nil
	}
	ctx, cancel := context.WithTimeout(metadata.NewOutgoingContext(context.WithoutCancel(ctx), nil), exchangeTime)
	defer cancel()
	got, err := c.service.ExchangeClientCredentials(ctx, c.request)
	if err != nil {
		return err
	}
	life := time.Duration(got.GetExpiresIn()) * time.Second
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held = held{token: got.GetAccessToken(), renew: asked.Add(life * 4 / 5), end: asked.Add(life)}
	return nil
}
