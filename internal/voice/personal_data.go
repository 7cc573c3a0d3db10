package voice

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/voice"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// PersonalData is what is held of whoever joined issues: that he did.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the issues that the person has joined, and when.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Voice.Query().Where(voice.PersonID(person)).Order(ent.Asc(voice.FieldCreateTime, voice.FieldID)).All(ctx)
	type held struct {
		Issue      string
		CreateTime time.Time
	}
	voices := []held{}
	for _, row := range rows {
		voices = append(voices, held{name.Of("issues", row.IssueID), row.CreateTime})
	}
	return map[string]any{"voices": voices}, err
}

// ErasePerson removes the voices.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	n, err := tx.Voice.Delete().Where(voice.PersonID(person)).Exec(ctx)
	return int64(n), err
}
