package suggestion

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Issues finds an issue that the caller may see, and tells for which unit he speaks about it.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
}

// Categories are those under which new matters may be filed now.
type Categories interface {
	OpenCategories(ctx context.Context, tx *db.Tx) ([]*ent.Category, error)
}

// Deps is what suggestions need from the house.
type Deps struct {
	DB         *db.DB
	Keeper     *crypto.Keeper // of the keys of digests and receipts
	Issues     Issues
	Categories Categories
}

// Service answers the calls of IntakeService that suggest categories, and learns from the events.
type Service struct {
	Deps
	words    []byte // key of the digests of words
	receipts []byte // key by which receipts are signed
}

// New is the service over its dependencies.
func New(d Deps) *Service {
	return &Service{Deps: d, words: d.Keeper.Derive("suggestion.word"), receipts: d.Keeper.Derive("suggestion.receipt")}
}
