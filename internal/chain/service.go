package chain

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues finds an issue that the caller may see, writes what no step changes, and tells of it.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...lifecycle.Entry) error
	// Unassigned says whether an issue waits for an order or an answer.
	Unassigned(row *ent.Issue) bool
	EmitOnIssue(tx *db.Tx, row *ent.Issue, kind string, facts map[string]any)
}

// Grounds knows the territory, in the caller's transaction.
type Grounds interface {
	// Levels are the divisions of a unit that is one itself: grid, community, sub-district, as far as it has them; none where there is no
	// such unit.
	Levels(ctx context.Context, tx *db.Tx, unit uuid.UUID, field string, none error) (grid, community, subDistrict *uuid.UUID, err error)
	// Relocate has an issue lie on the ground of a unit.
	Relocate(ctx context.Context, tx *db.Tx, issue, unit uuid.UUID) error
}

// Duties refuses, in the caller's transaction, to hand some issues to a unit in a role against its duty list.
type Duties interface {
	CheckDuty(ctx context.Context, tx *db.Tx, called *ent.Unit, role string, issues []uuid.UUID) error
}

// Deps is what chains need from the house.
type Deps struct {
	DB      *db.DB
	Pages   *page.Signer
	Issues  Issues
	Grounds Grounds
	Duties  Duties
}

// Service answers the calls of IntakeService that are about chains.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
