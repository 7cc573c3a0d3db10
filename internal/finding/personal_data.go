package finding

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what is held of a reporter: his words, once more.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives nothing: intake gives the words.
func (PersonalData) ExportPerson(context.Context, *db.Tx, uuid.UUID) (any, error) {
	return map[string]any{}, nil
}

// ErasePerson removes the texts by which the reporter's issues are found.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	return tx.Exec(ctx, `delete from issue_text t using issue i
		where t.tenant_id = $1 and i.tenant_id = $1 and t.create_time = i.create_time and t.issue_id = i.id and i.reporter_id = $2`, tx.Tenant(), person)
}
