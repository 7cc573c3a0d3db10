package territory

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues moves an open issue to another ground, in the caller's transaction.
type Issues interface {
	RelocateIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, to Ground) error
}

// Places moves a place, with all that stands in it, to the ground of another unit, in the caller's transaction.
type Places interface {
	RelocatePlace(ctx context.Context, tx *db.Tx, id, unit uuid.UUID) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB     *db.DB
	Pages  *page.Signer
	Issues Issues
	Places Places
}

// Service answers the calls of DirectoryService that are about boundaries.
type Service struct {
	Deps
	charts charts
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"boundary_plan_pkey":        fault.ErrConflict.On("boundary_plan_id"),
	"boundary_plan_begins_once": ErrTooEarly.On("valid_from"),
	"boundary_one_of_unit":      ErrUnitTwice.On("features"),
}
