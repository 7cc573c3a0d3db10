package media

import (
	"context"
	"log/slog"

	"github.com/google/uuid"
	"golang.org/x/sync/semaphore"
	"google.golang.org/grpc"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/link"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Subjects knows the things that attachments hang on.
type Subjects interface {
	// Place is where a subject lies that the caller may read; for any other caller it does not exist.
	Place(ctx context.Context, tx *db.Tx, subject string) (Place, error)
}

// Place is what decides who may do what with what hangs on a subject.
type Place struct {
	Unit   uuid.UUID     // in charge of it; Nil where the subject is not the caller's to read
	Matter access.Matter // what the limits of a membership ask of it
	Notes  bool          // whether the caller sees the internal comments on it
}

// reached says whether the permission of the call reaches the subject.
func (p Place) reached(ctx context.Context) bool {
	return access.ReachOf(ctx).On(p.Matter).Covers(p.Unit)
}

// Scanner looks for viruses. An error is no verdict.
type Scanner interface {
	Infected(ctx context.Context, content []byte) (bool, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB       *db.DB
	Pages    *page.Signer
	Links    *link.Signer
	Blobs    blob.Store
	Subjects Subjects
	Scanner  Scanner // nil where the installation has none
	Memory   int64   // bytes that all examinations together may hold
	Log      *slog.Logger
}

// Service answers the calls of MediaService.
type Service struct {
	mediav1.UnsafeMediaServiceServer
	db       *db.DB
	pages    *page.Signer
	links    *link.Signer
	blobs    blob.Store
	subjects Subjects
	scanner  Scanner
	files    budget
	pixels   budget
	log      *slog.Logger
}

// New is the service over its dependencies.
func New(d Deps) *Service {
	return &Service{db: d.DB, pages: d.Pages, links: d.Links, blobs: d.Blobs, subjects: d.Subjects, scanner: d.Scanner,
		files: newBudget(d.Memory / 4), pixels: newBudget(d.Memory - d.Memory/4), log: d.Log}
}

// Register offers the service to a gRPC server.
func (s *Service) Register(r grpc.ServiceRegistrar) { mediav1.RegisterMediaServiceServer(r, s) }

// budget is memory that those who need it wait for. Who needs both budgets takes that of the file first.
type budget struct {
	free *semaphore.Weighted
	size int64
}

func newBudget(size int64) budget { return budget{semaphore.NewWeighted(size), size} }

// take waits for so many bytes, or for all where it is more than there are, and gives the way to give them back.
func (b budget) take(ctx context.Context, bytes int64) (giveBack func(), err error) {
	bytes = min(bytes, b.size)
	if err := b.free.Acquire(ctx, bytes); err != nil {
		return nil, err
	}
	return func() { b.free.Release(bytes) }, nil
}
