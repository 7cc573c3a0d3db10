package hold

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what holds keep of a person: that he approved them, in his office.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives nothing.
func (PersonalData) ExportPerson(context.Context, *db.Tx, uuid.UUID) (any, error) {
	return map[string]any{}, nil
}

// ErasePerson clears nothing.
func (PersonalData) ErasePerson(context.Context, *db.Tx, uuid.UUID) (int64, error) { return 0, nil }
