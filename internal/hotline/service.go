package hotline

import (
	"context"
	"time"

	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/link"
	"github.com/haolinju/haolinju/internal/platform/operation"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// Issues files what an order is about, as the caller, with limits that count from when the hotline took it in.
type Issues interface {
	FileIssue(ctx context.Context, tx *db.Tx, in *intakev1.Issue, received time.Time) (*ent.Issue, error)
}

// Operations starts long-running work in the caller's transaction.
type Operations interface {
	Start(ctx context.Context, tx *db.Tx, kind operation.Kind, input proto.Message) (*integrationv1.Operation, error)
}

// Deps is what the exchange needs from the house.
type Deps struct {
	DB         *db.DB
	Keeper     *crypto.Keeper // of the files, and of the other columns of orders
	Pages      *page.Signer
	Links      *link.Signer
	Issues     Issues
	Operations Operations
	IssueFacts records.FactsOf
	Exchange   Exchange // nil where no hotline is to be told
}

// Service answers the calls of IntakeService that are about the orders of a hotline.
type Service struct {
	Deps
	key   []byte // of the digests by which an order is known to say the same again
	kind  operation.Kind
	queue *jobs.Queue
}

// New is the service over its dependencies.
func New(d Deps) *Service {
	s := &Service{Deps: d, key: d.Keeper.Derive("hotline")}
	s.kind = operation.Of("hotline.issues.import", s.run)
	return s
}

// Work is what the service does behind its calls.
func (s *Service) Work() operation.Kind { return s.kind }

// Bind the queue that holds the service's worker.
func (s *Service) Bind(q *jobs.Queue) { s.queue = q }

// Sealed columns.
var (
	contentColumn = crypto.Column{Table: "import_file", Name: "content"}
	extraColumn   = crypto.Column{Table: "hotline_order", Name: "extra"}
)
