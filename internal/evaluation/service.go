package evaluation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Aliases tells under which ids a person is known.
type Aliases interface {
	SamePersons(ctx context.Context, tx *db.Tx, person uuid.UUID) ([]uuid.UUID, error)
}

// WorkingDays tells which days are worked.
type WorkingDays interface {
	InForce(ctx context.Context, tx *db.Tx) (*calendar.Calendar, error)
}

// Weights tells whether the weights of a campaign's criteria sum to the whole.
type Weights interface {
	WeightsWhole(ctx context.Context, tx *db.Tx, campaign uuid.UUID) (bool, error)
}

// Ranking puts nominations of a campaign in order by what the judges have submitted: each comes back with its rank, its score and
// how many judges gave one.
type Ranking interface {
	Rank(ctx context.Context, tx *db.Tx, campaign uuid.UUID, nominations []*ent.Nomination) ([]*ent.Nomination, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB      *db.DB
	Pages   *page.Signer
	Days    WorkingDays
	Keeper  *crypto.Keeper // of the names of persons
	Aliases Aliases
	Weights Weights
	Ranking Ranking
}

// Service answers the calls of EvaluationService but those about criteria and score sheets.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
