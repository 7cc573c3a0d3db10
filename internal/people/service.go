package people

import (
	"context"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Residents finds who is reached by a telephone in E.164, and enters a resident by that name where nobody is; one without a
// telephone is always new.
type Residents interface {
	ResidentCalled(ctx context.Context, tx *db.Tx, called, number string) (person uuid.UUID, err error)
}

// Codes shows by a code who holds a telephone: it is stored, sent when it is, and used up or guessed wrong.
type Codes interface {
	OfferCode(ctx context.Context, tx *db.Tx, purpose, number string) (code string, expires, resend time.Duration, err error)
	SendCode(ctx context.Context, number, template string, parameters map[string]string) error
	RedeemCode(ctx context.Context, tx *db.Tx, purpose, number, code string) (bool, error)
}

// Conflicts tells in what both of two persons take part, by resource names: as one person they could not.
type Conflicts interface {
	MergeConflicts(ctx context.Context, tx *db.Tx, survivor, duplicate uuid.UUID) ([]string, error)
}

// Offices tells which offices a person holds, by resource names.
type Offices interface {
	OpenMatters(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]string, error)
}

// Sessions ends what a person is signed in by.
type Sessions interface {
	EndSessions(ctx context.Context, tx *db.Tx, person uuid.UUID) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB        *db.DB
	Keeper    *crypto.Keeper // of the personal columns
	Pages     *page.Signer
	RealNames RealNames // says whether a name and an identity number belong together
	Residents Residents
	Codes     Codes
	Conflicts Conflicts
	Offices   Offices
	Sessions  Sessions
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

	"mandate_pkey":                     fault.ErrConflict.On("mandate_id"),
	"mandate_one_active":               fault.ErrStale,
	"mandate_two_persons":              ErrOwnMandate,
	"mandate_not_witnessed_by_a_party": ErrOwnMandate,

	"person_merge_pkey":         fault.ErrConflict.On("person_merge_id"),
	"person_merge_one_survivor": ErrMerged,
	"merge_part_one_part":       ErrMerged,
	"person_merge_two_of_staff": ErrOwnMerge,
}
