package directory

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the directory needs.
type Deps struct {
	DB     *db.DB
	Keeper *crypto.Keeper // of the personal columns
	Pages  *page.Signer
	Clock  *clock.Ahead
	Readings
	Residency
}

// Readings keeps, in the caller's transaction, that a personal value was read in clear.
type Readings interface {
	RecordReading(ctx context.Context, tx *db.Tx, person *uuid.UUID, source, field, purpose, reason string) (uuid.UUID, error)
}

// Residency makes a person a resident of the district, in the caller's transaction.
type Residency interface {
	AddResident(ctx context.Context, tx *db.Tx, person, district uuid.UUID) error
}

// Service answers the calls of DirectoryService that are about units, places, persons and the clock.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"unit_pkey":          fault.ErrConflict.On("unit_id"),
	"unit_code_unique":   ErrUnitCodeTaken.On("unit.code"),
	"unit_code_format":   ErrUnitCodeInvalid.On("unit.code"),
	"unit_name":          fault.ErrInvalid.On("unit.display_name"),
	"place_pkey":         fault.ErrConflict.On("place_id"),
	"place_name":         fault.ErrInvalid.On("place.display_name"),
	"tenant_clock_ahead": ErrClockTooFar,
}
