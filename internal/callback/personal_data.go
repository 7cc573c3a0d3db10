package callback

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what callbacks hold of a person: who called or is to call, in his office. What was answered is no words.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives nothing: the rating and the outcome leave with the issue.
func (PersonalData) ExportPerson(context.Context, *db.Tx, uuid.UUID) (any, error) {
	return map[string]any{}, nil
}

// ErasePerson clears nothing.
func (PersonalData) ErasePerson(context.Context, *db.Tx, uuid.UUID) (int64, error) { return 0, nil }
