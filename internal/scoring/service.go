package scoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Campaigns finds a campaign that the caller may see. Held, it takes no step until the transaction is over.
type Campaigns interface {
	VisibleCampaign(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Campaign, error)
}

// Nominations finds a nomination that the caller may see, by the ids of its name, with its campaign, which is held.
type Nominations interface {
	VisibleNomination(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (*ent.Campaign, *ent.Nomination, error)
}

// Phases tells whether the phase of a campaign allows a call on its parts.
type Phases interface {
	InPhase(c *ent.Campaign, do string) error
}

// Deps is what scoring needs.
type Deps struct {
	DB          *db.DB
	Pages       *page.Signer
	Campaigns   Campaigns
	Nominations Nominations
	Phases      Phases
}

// Service answers the calls of EvaluationService that are about criteria and score sheets.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }
