package booking

import (
	"google.golang.org/grpc"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of BookingService. An RPC without a method here does not compile.
type Service struct {
	bookingv1.UnsafeBookingServiceServer
	db    *db.DB
	pages *page.Signer
}

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{db: d.DB, pages: d.Pages} }

// Register offers the service to a gRPC server.
func (s *Service) Register(r grpc.ServiceRegistrar) { bookingv1.RegisterBookingServiceServer(r, s) }
