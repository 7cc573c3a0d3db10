package savedfilter

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/savedfilter"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// PersonalData is what saved filters hold of a member of staff.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the person's filters.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.SavedFilter.Query().Where(savedfilter.OwnerID(person)).Order(page.Oldest).All(ctx)
	kept := map[string]string{}
	for _, row := range rows {
		kept[row.DisplayName] = row.Filter
	}
	return map[string]any{"saved_filters": kept}, err
}

// ErasePerson deletes the person's filters, those that he shared too.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	n, err := tx.SavedFilter.Delete().Where(savedfilter.OwnerID(person)).Exec(ctx)
	return int64(n), err
}
