package media

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// PersonalData is what media holds of a person: what he has uploaded, and who was given the originals.
type PersonalData struct{}

// OpenMatters are none: what attachments hang on is open or not.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the uploads, by the names under which the person fetches them.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Attachment.Query().Where(attachment.UploaderID(person)).Order(ent.Asc(attachment.FieldCreateTime)).All(ctx)
	type held struct {
		Name, Kind, State, MediaType, Subject string
		SizeBytes                             int64
		CreateTime                            time.Time
	}
	uploads := []held{}
	for _, a := range rows {
		uploads = append(uploads, held{attachmentName(a.ID), a.Kind, a.State, a.MediaType, wire.Plain(a.Subject), a.SizeBytes, a.CreateTime})
	}
	return map[string]any{"attachments": uploads}, err
}

// ErasePerson takes the uploads from what they hang on and shows nothing of them; the next sweep deletes them with their
// blobs, as it does with all that nothing refers to.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	if _, err := tx.Exec(ctx, `delete from attachment_reveal where tenant_id = $1 and attachment_id in
		(select id from attachment where tenant_id = $1 and uploader_id = $2)`, tx.Tenant(), person); err != nil {
		return 0, err
	}
	if _, err := tx.Exec(ctx, "delete from attachment_usage where tenant_id = $1 and person_id = $2", tx.Tenant(), person); err != nil {
		return 0, err
	}
	return tx.Exec(ctx, `update attachment set subject = null, attach_time = null, redaction = 'WITHHELD', redact_reason = '',
		content_digest = null, thumbnail_digest = null, version = version + 1, update_time = $3
		where tenant_id = $1 and uploader_id = $2`, tx.Tenant(), person, tx.Now())
}
