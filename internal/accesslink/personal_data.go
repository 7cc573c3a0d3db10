package accesslink

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what links hold of a reporter: the way to his issues.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives nothing: of a link only the digest is kept.
func (PersonalData) ExportPerson(context.Context, *db.Tx, uuid.UUID) (any, error) {
	return map[string]any{}, nil
}

// ErasePerson ends the links to the person's issues.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	ids, err := tx.Issue.Query().Where(issue.ReporterID(person)).IDs(ctx)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	return tx.Exec(ctx, "delete from access_link where tenant_id = $1 and issue_id = any($2)", tx.Tenant(), ids)
}
