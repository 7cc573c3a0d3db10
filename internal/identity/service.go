package identity

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Deps is what identity needs.
type Deps struct {
	DB     *db.DB
	Keeper *crypto.Keeper     // of the personal columns
	Facts  map[string]FactsOf // by collection
	Levels Levels
}

// Levels tells which levels are verified of a person.
type Levels interface {
	Levels(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]string, error)
}

// Service answers the calls of IdentityService.
type Service struct {
	identityv1.UnsafeIdentityServiceServer
	Deps
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { identityv1.RegisterIdentityServiceServer(r, s) }
