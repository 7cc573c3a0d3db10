package notice

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Audience says who is told of what happens to a thing: the persons behind its id, each once.
type Audience func(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error)

// Deps is what the capability needs from the house.
type Deps struct {
	DB        *db.DB
	Pages     *page.Signer
	Audiences map[string]Audience // by the collection of the subject, such as "issues"
	Channels  map[string]Channel  // those that are set up, by the words of Delivery.Channel
}

// Service answers the calls of NoticeService.
type Service struct {
	noticev1.UnsafeNoticeServiceServer
	Deps
	queue *jobs.Queue
}

// New makes the service; the queue is given by Bind, because it takes the service's Worker.
func New(d Deps) *Service { return &Service{Deps: d} }

// Bind the queue that holds the service's worker.
func (s *Service) Bind(q *jobs.Queue) { s.queue = q }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { noticev1.RegisterNoticeServiceServer(r, s) }
