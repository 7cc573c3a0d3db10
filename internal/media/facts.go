package media

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// Facts decide who reaches an attachment, as find reads them: who reaches the subject on which it hangs, and who has uploaded it.
func Facts(subjects records.Book) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := tx.Attachment.Query().Where(attachment.ID(ids[0])).Only(ctx)
		if err != nil {
			return access.Facts{}, err
		}
		f := access.Facts{Permission: permitGet}
		if row.Subject != nil {
			found, err := subjects.Facts(ctx, tx, "subject", *row.Subject)
			switch {
			case err == nil:
				f = found
				f.Also = permitGet
			case !errors.Is(err, fault.ErrNotFound):
				return f, err
			}
		}
		f.Owners = append(f.Owners, row.UploaderID)
		return f, nil
	}
}
