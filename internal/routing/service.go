package routing

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues finds an issue that the caller may see, and has its order sent in the caller's transaction: to one lead and those who assist, sooner
// than promised where a tier asks for that.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	OrderIssue(ctx context.Context, tx *db.Tx, id, lead uuid.UUID, assist []uuid.UUID, tier *string) (dispatch uuid.UUID, err error)
}

// Calendars gives the working calendar, with the office hours as of a moment.
type Calendars interface {
	CalendarAt(ctx context.Context, tx *db.Tx, at time.Time) (*calendar.Calendar, error)
}

// Deps is what routing needs from the house.
type Deps struct {
	DB        *db.DB
	Pages     *page.Signer
	Issues    Issues
	Calendars Calendars
}

// Service answers the calls of DispatchService that are about routing.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
