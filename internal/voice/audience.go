package voice

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/voice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Persons are who is told of what happens to an issue beside its reporter: who joined it, the first first.
func Persons(ctx context.Context, tx *db.Tx, issue uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Voice.Query().Where(voice.IssueID(issue)).Order(ent.Asc(voice.FieldCreateTime, voice.FieldID)).All(ctx)
	persons := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		persons[i] = row.PersonID
	}
	return persons, err
}

// FactsOf are the Facts of the voice that a person has in an issue; ent's NotFoundError where he has none.
func FactsOf(ctx context.Context, tx *db.Tx, issue, person uuid.UUID) (access.Facts, error) {
	id, err := tx.Voice.Query().Where(voice.IssueID(issue), voice.PersonID(person)).OnlyID(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return Facts(ctx, tx, []uuid.UUID{id})
}
