package privacy

import (
	"google.golang.org/grpc"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of PrivacyService.
type Service struct {
	privacyv1.UnsafePrivacyServiceServer
	Deps
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { privacyv1.RegisterPrivacyServiceServer(r, s) }

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"reading_reason": fault.ErrInvalid.On("reason"),
}
