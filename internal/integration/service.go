package integration

import (
	"time"

	"google.golang.org/grpc"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/operation"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// Deps is what integration needs.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Feed       *feed.Feed
	Operations *operation.Engine
	Readers    map[string]string // permission to read the records of a kind of events, or Everybody; of other kinds nobody hears
	Records    records.Book      // that can be followed
	Quiet      time.Duration     // after which a stream gives a sign of life
}

// Service answers the calls of IntegrationService.
type Service struct {
	integrationv1.UnsafeIntegrationServiceServer
	Deps
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) {
	integrationv1.RegisterIntegrationServiceServer(r, s)
}
