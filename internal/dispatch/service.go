package dispatch

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Progress hears, in the caller's transaction, what the lead unit did with the order behind issues: SIGNED, RETURNED or
// COMPLETED.
type Progress interface {
	OrderProgress(ctx context.Context, tx *db.Tx, order uuid.UUID, issues []uuid.UUID, step string) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB       *db.DB
	Pages    *page.Signer
	Progress Progress
}

// Service answers the calls of DispatchService.
type Service struct {
	dispatchv1.UnsafeDispatchServiceServer
	db       *db.DB
	pages    *page.Signer
	progress Progress
}

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{db: d.DB, pages: d.Pages, progress: d.Progress} }

// Register offers the service to a gRPC server.
func (s *Service) Register(r grpc.ServiceRegistrar) { dispatchv1.RegisterDispatchServiceServer(r, s) }
