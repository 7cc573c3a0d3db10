package timeline

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches are what timelines are of, in the caller's transaction.
type Dispatches interface {
	// ShowDispatch reads one that the caller may see.
	ShowDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	// HoldDispatch is the same for one that is locked until the commit.
	HoldDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	// Matter is what the limits of a membership ask of one.
	Matter(d *ent.Dispatch) access.Matter
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
}

// Service answers the calls of DispatchService that are about timelines, and follows the events.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
