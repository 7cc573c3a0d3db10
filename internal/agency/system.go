package agency

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
)

// ErrRefused is a push that the system will never take. Any other error may pass.
var ErrRefused = errors.New("agency: the system refuses the push")

// Push is what a system is told of a duty of its unit. It has taken it when Tell gives no error, and takes an edition of an id once.
type Push struct {
	ID             uuid.UUID `json:"id"`
	Edition        int32     `json:"edition"` // a higher one stands in the place of those before it
	Assignment     string    `json:"assignment"`
	Kind           string    `json:"kind"` // of the dispatch
	Role           string    `json:"role"`
	State          string    `json:"state"`
	ExternalNumber string    `json:"externalNumber,omitempty"`
	ETag           string    `json:"etag"`
}

// System is that of a called unit. Another way than by HTTP is another System.
type System interface {
	Tell(ctx context.Context, p Push) error
}

// Systems are those that are told, by district and by the code of the unit.
type Systems map[int]map[string]System

// HTTP tells a system by a signed POST of JSON.
type HTTP struct{ *signedpost.Client }

// NewHTTP tells the system at a URL.
func NewHTTP(url string, secret []byte, clk clock.Clock) (*HTTP, error) {
	client, err := signedpost.New(url, secret, clk)
	if err != nil {
		return nil, fmt.Errorf("agency: %w", err)
	}
	return &HTTP{client}, nil
}

// Tell posts a push.
func (h *HTTP) Tell(ctx context.Context, p Push) error {
	_, err := h.Post(ctx, p)
	if errors.Is(err, signedpost.ErrRefused) {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return err
}
