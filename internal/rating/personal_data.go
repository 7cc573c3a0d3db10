package rating

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what ratings hold of the staff who give them and appeal: their words. Who acted is the record of an office and stays, and
// so does what the district found.
type PersonalData struct{}

// OpenMatters are none: an office that is held keeps a person from being erased already.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the ratings and appeals that the person has made.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Rating.Query().Where(rating.Or(rating.PersonID(person), rating.AppellantID(person))).All(ctx)
	type held struct{ Assignment, Words string }
	ratings, appeals := []held{}, []held{}
	for _, r := range rows {
		if r.PersonID == person {
			ratings = append(ratings, held{assignmentName(r), r.Comment})
		}
		if r.AppellantID != nil && *r.AppellantID == person {
			appeals = append(appeals, held{assignmentName(r), r.Appeal})
		}
	}
	return map[string]any{"ratings": ratings, "appeals": appeals}, err
}

// ErasePerson clears the words of both; the scores stay.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	return tx.Exec(ctx, `update rating set comment = case when person_id = $2 then '' else comment end,
			appeal = case when appellant_id = $2 then '' else appeal end, version = version + 1, update_time = $3
		where tenant_id = $1 and (person_id = $2 or appellant_id = $2)`, tx.Tenant(), person, tx.Now())
}
