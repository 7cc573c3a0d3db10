package restriction

import (
	"google.golang.org/grpc"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB     *db.DB
	Keeper *crypto.Keeper // of the key for the names of devices
	Pages  *page.Signer
}

// Service answers the calls of RestrictionService, and admits what persons make.
type Service struct {
	restrictionv1.UnsafeRestrictionServiceServer
	db     *db.DB
	pages  *page.Signer
	secret []byte // key of the digests that stand for devices
}

// New makes the service.
func New(d Deps) *Service {
	return &Service{db: d.DB, pages: d.Pages, secret: d.Keeper.Derive("device")}
}

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) {
	restrictionv1.RegisterRestrictionServiceServer(r, s)
}
