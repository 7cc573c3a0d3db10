package savedfilter

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues knows what issues can be filtered and ordered by.
type Issues interface {
	CheckIssueFilter(ctx context.Context, filter, orderBy string) error
}

// Deps is what saved filters need from the house.
type Deps struct {
	DB     *db.DB
	Pages  *page.Signer
	Issues Issues
}

// Service answers the calls of IntakeService that are about saved filters.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// permitManage lets staff keep filters, as the contract names it.
const permitManage = "intake.saved_filter.manage"

// workplaces are the units in which the caller works.
func workplaces(ctx context.Context) (units []uuid.UUID) {
	for _, held := range access.From(ctx).Held {
		if held.Permission == permitManage && !slices.Contains(units, held.Unit) {
			units = append(units, held.Unit)
		}
	}
	return units
}
