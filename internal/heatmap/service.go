package heatmap

import (
	"context"
	"time"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Months tells in which appraisal month a moment lies, and when the month of a name ends.
type Months interface {
	Month(ctx context.Context, tx *db.Tx, moment time.Time) (name string, err error)
	MonthEnd(ctx context.Context, tx *db.Tx, name string) (time.Time, error)
}

// Disclosure tells how many things of persons are told of together at least.
type Disclosure interface {
	SmallestCell(ctx context.Context, tx *db.Tx) (int, error)
}

// Deps is what heat maps need from the house.
type Deps struct {
	DB         *db.DB
	Months     Months
	Disclosure Disclosure
}

// Service answers the calls of InsightService that draw heat maps, and follows the events.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
