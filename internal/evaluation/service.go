package evaluation

import (
	"google.golang.org/grpc"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB       *db.DB
	Pages    *page.Signer
	Calendar *calendar.Calendar // which days are worked
	Keeper   *crypto.Keeper     // of the names of persons
}

// Service answers the calls of EvaluationService.
type Service struct {
	pb.UnsafeEvaluationServiceServer
	Deps
}

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to a gRPC server.
func (s *Service) Register(r grpc.ServiceRegistrar) { pb.RegisterEvaluationServiceServer(r, s) }
