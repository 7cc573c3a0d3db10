package restriction

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Scope is what is counted.
type Scope string

// The scopes.
const (
	Issues   Scope = "ISSUES"
	Bookings Scope = "BOOKINGS"
)

// Deps is what the capability needs from the house.
type Deps struct {
	Keeper *crypto.Keeper // of the key for the names of devices
}

// Service is the capability.
type Service struct {
	secret []byte // key of the digests that stand for devices
}

// New makes the service.
func New(d Deps) *Service { return &Service{secret: d.Keeper.Derive("device")} }

// AdmitIssue lets the caller file an issue of his own, counted with the transaction, or refuses it.
func (s *Service) AdmitIssue(ctx context.Context, tx *db.Tx) error {
	return s.throttle(ctx, tx, Issues, issueLimits)
}

// AdmitBooking lets the caller book for himself, counted with the transaction, or refuses it.
func (s *Service) AdmitBooking(ctx context.Context, tx *db.Tx) error {
	return s.throttle(ctx, tx, Bookings, bookingLimits)
}
