package hotline

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
)

// ErrRefused is a result that the hotline will never take. Any other error may pass.
var ErrRefused = errors.New("hotline: the hotline refuses the result")

// Result is what the hotline is told about one of its orders. It has taken a result when Push gives no error, and takes one of an id once.
type Result struct {
	ID         uuid.UUID `json:"id"`
	Source     string    `json:"source"`
	ExternalNo string    `json:"externalNo"`
	Edition    int32     `json:"edition"` // a higher one stands in the place of those before it

	schema.Outcome
}

// Exchange tells a hotline. Another way than by HTTP is another Exchange.
type Exchange interface {
	Push(ctx context.Context, r Result) error
}

// HTTP tells a hotline by a signed POST of JSON.
type HTTP struct{ *signedpost.Client }

// NewHTTP tells the hotline at a URL.
func NewHTTP(url string, secret []byte, clk clock.Clock) (*HTTP, error) {
	client, err := signedpost.New(url, secret, clk)
	if err != nil {
		return nil, fmt.Errorf("hotline: %w", err)
	}
	return &HTTP{client}, nil
}

// Push posts a result.
func (h *HTTP) Push(ctx context.Context, r Result) error {
	_, err := h.Post(ctx, r)
	if errors.Is(err, signedpost.ErrRefused) {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return err
}
