package workcalendar

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/workcalendar"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of DirectoryService that are about working calendars.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Facts decide who reaches a calendar.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	exists, err := tx.WorkCalendar.Query().Where(workcalendar.ID(ids[0])).Exist(ctx)
	if err == nil && !exists {
		err = fault.ErrNotFound
	}
	return access.Facts{Permission: permitRead}, err
}
