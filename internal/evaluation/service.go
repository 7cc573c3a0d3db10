package evaluation

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Aliases tells under which ids a person is known.
type Aliases interface {
	SamePersons(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]uuid.UUID, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB       *db.DB
	Pages    *page.Signer
	Calendar *calendar.Calendar // which days are worked
	Keeper   *crypto.Keeper     // of the names of persons
	Aliases  Aliases
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
