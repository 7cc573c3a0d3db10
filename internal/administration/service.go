package administration

import (
	"maps"

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
	Parts    map[administrationv1.Configuration_Part]Part // of the configuration, that other capabilities keep
}

// Service answers the calls of AdministrationService.
type Service struct {
	administrationv1.UnsafeAdministrationServiceServer
	Deps
	parts map[administrationv1.Configuration_Part]Part // all of them
}

// New makes the service.
func New(d Deps) *Service {
	s := &Service{Deps: d, parts: map[administrationv1.Configuration_Part]Part{administrationv1.Configuration_PART_SETTINGS: settings{},
		administrationv1.Configuration_PART_DICTIONARIES: dictionaries{}}}
	maps.Copy(s.parts, d.Parts)
	return s
}

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) {
	administrationv1.RegisterAdministrationServiceServer(r, s)
}
