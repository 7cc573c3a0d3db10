package sms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
)

// Gateway sends by HTTP: each message is a signed POST of its JSON. What takes it may name its id ({"id": "…"}).
type Gateway struct{ *signedpost.Client }

// NewGateway sends to a URL.
func NewGateway(url string, secret []byte, clk clock.Clock) (*Gateway, error) {
	client, err := signedpost.New(url, secret, clk)
	if err != nil {
		return nil, fmt.Errorf("sms: %w", err)
	}
	return &Gateway{client}, nil
}

// Send posts the message.
func (g *Gateway) Send(ctx context.Context, m Message) (string, error) {
	answer, err := g.Post(ctx, m)
	switch {
	case errors.Is(err, signedpost.ErrRefused):
		return "", fmt.Errorf("%w: %w", ErrRefused, err)
	case err != nil:
		return "", fmt.Errorf("sms: %w", err)
	}
	var taken struct{ ID string }
	if json.Unmarshal(answer, &taken) != nil {
		return "", nil // taken, and the gateway's words about it are its own
	}
	return taken.ID, nil
}
