package booking

import (
	"context"

	"google.golang.org/grpc"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Admissions lets the caller book for himself, counted in the caller's transaction, or refuses it.
type Admissions interface {
	AdmitBooking(ctx context.Context, tx *db.Tx) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Admissions Admissions
}

// Service answers the calls of BookingService. An RPC without a method here does not compile.
type Service struct {
	bookingv1.UnsafeBookingServiceServer
	db         *db.DB
	pages      *page.Signer
	admissions Admissions
}

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{db: d.DB, pages: d.Pages, admissions: d.Admissions} }

// Register offers the service to a gRPC server.
func (s *Service) Register(r grpc.ServiceRegistrar) { bookingv1.RegisterBookingServiceServer(r, s) }
