package closing

import (
	"context"
	"time"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Months tells in which appraisal month a moment lies, and whether there is one of a name.
type Months interface {
	Month(ctx context.Context, tx *db.Tx, moment time.Time) (name string, err error)
	MonthEnd(ctx context.Context, tx *db.Tx, name string) (time.Time, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB     *db.DB
	Months Months
}

// Service answers the call of InsightService that lists suspicious closings, and follows the events.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
