package privacy

import (
	"context"
	"log/slog"
	"maps"
	"slices"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	privacyv1 "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Aliases tells under which ids a person is known, the one who goes on first.
type Aliases interface {
	SamePersons(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]uuid.UUID, error)
}

// Publisher takes the name of a person out of what is public, when he allows it no more.
type Publisher interface {
	WithdrawPublication(ctx context.Context, tx *db.Tx, person uuid.UUID) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB      *db.DB
	Keeper  *crypto.Keeper // of the files of exports, and of the links to them
	Pages   *page.Signer
	Aliases Aliases
	Log     *slog.Logger
}

// Service answers the calls of PrivacyService.
type Service struct {
	privacyv1.UnsafePrivacyServiceServer
	Deps
	holders   map[string]Holder
	kinds     []Kind
	publisher Publisher
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Ask binds those who hold something of persons, by the names of their parts in an export, who shows names in public, and the kinds of
// data whose time ends. It is called once, before anything is served: the holders need the service for their readings.
func (s *Service) Ask(holders map[string]Holder, publisher Publisher, kinds ...Kind) {
	s.holders, s.publisher = holders, publisher
	s.holders["privacy"] = own{s}
	s.kinds = append(kinds, Kind{Name: "reading", Action: Delete, Expirer: readings{}})
}

// Holders are the names of those who answer for what is held of persons.
func (s *Service) Holders() []string { return slices.Sorted(maps.Keys(s.holders)) }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { privacyv1.RegisterPrivacyServiceServer(r, s) }
