package dispatch

import (
	"context"

	"github.com/google/uuid"

	entrating "github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PersonalData is what dispatch holds of the staff who act in it: their ratings of each other, in their words. Who acted
// in which order is the record of an office and stays.
type PersonalData struct{}

// OpenMatters are none: an office that is held keeps a person from being erased already.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the ratings that the person has made.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Rating.Query().Where(entrating.PersonID(person)).All(ctx)
	type held struct{ Assignment, Comment string }
	ratings := []held{}
	for _, r := range rows {
		ratings = append(ratings, held{name.Of("assignments", r.AssignmentID), r.Comment})
	}
	return map[string]any{"ratings": ratings}, err
}

// ErasePerson clears the words of the ratings; the scores stay.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	return tx.Exec(ctx, `update rating set comment = '', version = version + 1, update_time = $3 where tenant_id = $1 and person_id = $2`,
		tx.Tenant(), person, tx.Now())
}
