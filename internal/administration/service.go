package administration

import (
	"google.golang.org/grpc"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feature"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what administration needs.
type Deps struct {
	DB       *db.DB
	Pages    *page.Signer
	Features *feature.Gate
}

// Service answers the calls of AdministrationService.
type Service struct {
	administrationv1.UnsafeAdministrationServiceServer
	Deps
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) {
	administrationv1.RegisterAdministrationServiceServer(r, s)
}
