package media

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Attach hangs attachments that the caller has uploaded on a subject of another capability, in the transaction in which
// that writes the subject. Unknown, foreign, unfinished and used ones are refused alike; field is where the caller named
// them.
func (s *Service) Attach(ctx context.Context, tx *db.Tx, subject, field string, attachments []string) error {
	ids, err := name.ParseList(field, "attachments/*", attachments)
	if err != nil {
		return err
	}
	rows, err := tx.Attachment.Query().Where(attachment.IDIn(ids...)).Order(attachment.ByID()).ForUpdate().All(ctx)
	if err != nil {
		return err
	}
	free := map[uuid.UUID]bool{}
	for _, row := range rows {
		free[row.ID] = attachable(row, access.From(ctx).Person)
	}
	for i, id := range ids {
		if !free[id] {
			return ErrUnknown.On(fault.Item(field, i))
		}
		free[id] = false // once
	}
	q, err := quota.At(ctx, tx, tx.Now())
	if err != nil {
		return err
	}
	have, err := tx.Attachment.Query().Where(attachment.Subject(subject)).Count(ctx)
	if err != nil {
		return err
	}
	if have+len(ids) > q.PerSubject {
		return ErrTooMany.On(field).With("at_most", strconv.Itoa(q.PerSubject))
	}
	if _, err := tx.Attachment.Update().Where(attachment.IDIn(ids...), attachment.SubjectIsNil()).
		SetSubject(subject).SetAttachTime(tx.Now()).Save(ctx); err != nil {
		return err
	}
	tx.Audit(db.Audit{Action: actAttach, Object: subject, After: map[string]any{"attachments": slices.Clone(attachments)}})
	return nil
}
