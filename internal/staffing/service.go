package staffing

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what staffing needs.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of DirectoryService that are about memberships, roles and substitutions.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// AddResident makes a person a resident of a unit.
func (*Service) AddResident(ctx context.Context, tx *db.Tx, person, unit uuid.UUID) error {
	_, err := AddMembership(ctx, tx, MembershipSpec{Person: person, Unit: unit, Role: access.Resident})
	return err
}

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"membership_pkey":               fault.ErrConflict.On("membership_id"),
	"membership_span":               ErrMembershipSpan.On("membership.valid_to"),
	"membership_no_overlap":         ErrMembershipExists.On("membership"),
	"membership_one_duty":           ErrDutiesHeldTogether,
	"substitution_pkey":             fault.ErrConflict.On("substitution_id"),
	"substitution_span":             ErrSubstitutionSpan.On("substitution.valid_to"),
	"substitution_no_overlap":       ErrSubstitutionExists.On("substitution"),
	"substitution_named_by_another": ErrSubstituteUnfit.On("substitution.substitute_membership"),

	"role_pkey":        fault.ErrConflict.On("role_id"),
	"role_code_unique": ErrRoleCodeTaken.On("role.code"),
	"role_name":        fault.ErrInvalid.On("role.display_name"),
}
