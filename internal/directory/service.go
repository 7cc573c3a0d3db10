package directory

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
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
}

// Readings keeps, in the caller's transaction, that a personal value was read in clear.
type Readings interface {
	RecordReading(ctx context.Context, tx *db.Tx, person *uuid.UUID, source, field, purpose, reason string) (uuid.UUID, error)
}

// Service answers the calls of DirectoryService.
type Service struct {
	directoryv1.UnsafeDirectoryServiceServer
	Deps
}

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { directoryv1.RegisterDirectoryServiceServer(r, s) }

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"unit_pkey":             fault.ErrConflict.On("unit_id"),
	"unit_code_unique":      ErrUnitCodeTaken.On("unit.code"),
	"unit_code_format":      ErrUnitCodeInvalid.On("unit.code"),
	"unit_name":             fault.ErrInvalid.On("unit.display_name"),
	"place_pkey":            fault.ErrConflict.On("place_id"),
	"place_name":            fault.ErrInvalid.On("place.display_name"),
	"membership_pkey":       fault.ErrConflict.On("membership_id"),
	"membership_span":       ErrMembershipSpan.On("membership.valid_to"),
	"membership_no_overlap": ErrMembershipExists.On("membership"),
	"membership_one_duty":   ErrDutiesHeldTogether,
	"tenant_clock_ahead":    ErrClockTooFar,
	"role_pkey":             fault.ErrConflict.On("role_id"),
	"role_code_unique":      ErrRoleCodeTaken.On("role.code"),
	"role_name":             fault.ErrInvalid.On("role.display_name"),
	"category_pkey":         fault.ErrConflict.On("category_id"),
	"category_code_unique":  ErrCategoryCodeTaken.On("category.code"),
	"category_name":         fault.ErrInvalid.On("category.display_name"),
}
