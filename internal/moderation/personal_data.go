package moderation

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/flag"
	"github.com/haolinju/haolinju/ent/redaction"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// PersonalData is what is held of whoever flagged something, and of whose words were redacted.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the flags that the person raised and the redactions of his words. What was redacted stays sealed: it may tell of others.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	type raised struct {
		Subject, Reason, Text string
		CreateTime            time.Time
	}
	type redacted struct {
		Subject, Part, Reason string
		CreateTime            time.Time
	}
	flags, redactions := []raised{}, []redacted{}
	rows, err := tx.Flag.Query().Where(flag.PersonID(person)).Order(page.Oldest).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		flags = append(flags, raised{row.Subject, row.Reason, row.Text, row.CreateTime})
	}
	of, err := tx.Redaction.Query().Where(redaction.AuthorID(person)).Order(page.Oldest).All(ctx)
	for _, row := range of {
		redactions = append(redactions, redacted{row.Subject, row.Part, row.Reason, row.CreateTime})
	}
	return map[string]any{"flags": flags, "redactions": redactions}, err
}

// ErasePerson clears the words of his flags and the originals of his own words. That there was a case, and how it was decided, stays.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	if _, err := tx.Exec(ctx, `delete from redaction_reveal where tenant_id = $1 and redaction_id in
		(select id from redaction where tenant_id = $1 and author_id = $2)`, tx.Tenant(), person); err != nil {
		return 0, err
	}
	flags, err := tx.Flag.Update().Where(flag.PersonID(person), flag.TextNEQ("")).SetText("").Save(ctx)
	if err != nil {
		return 0, err
	}
	redactions, err := tx.Redaction.Update().Where(redaction.AuthorID(person)).ClearOriginalCipher().SetReason("").Save(ctx)
	return int64(flags + redactions), err
}
