package people

import (
	"google.golang.org/grpc"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB        *db.DB
	Keeper    *crypto.Keeper // of the personal columns
	Pages     *page.Signer
	RealNames RealNames // says whether a name and an identity number belong together
}

// Service answers the calls of PeopleService.
type Service struct {
	peoplev1.UnsafePeopleServiceServer
	Deps
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { peoplev1.RegisterPeopleServiceServer(r, s) }

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"verification_pkey":             fault.ErrConflict.On("verification_id"),
	"verification_one_requested":    ErrVerificationPending,
	"verification_one_confirmed":    fault.ErrStale,
	"verification_id_number_unique": ErrIDNumberTaken,
	"verification_not_by_himself":   ErrOwnVerification,
}
