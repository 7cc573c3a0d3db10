package media

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateAttachment announces an attachment of the caller.
func (s *Service) CreateAttachment(ctx context.Context, req *mediav1.CreateAttachmentRequest) (*mediav1.Attachment, error) {
	kind := wire.Word(req.GetAttachment().GetKind())
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*mediav1.Attachment, error) {
		id := tx.NewID()
		if chosen := req.GetAttachmentId(); chosen != "" {
			var err error
			if id, err = uuid.Parse(chosen); err != nil {
				return nil, fault.ErrInvalid.On("attachment_id").Because(err)
			}
		}
		l, err := limits.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		t, err := terms.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		person := access.From(ctx).Person
		if err := spend(ctx, tx, person, 1, 0); err != nil {
			return nil, err
		}
		row, err := tx.Attachment.Create().SetID(id).SetUploaderID(person).SetKind(kind).SetState(string(Steps[0].From)).
			SetUploadUntil(tx.Now().Add(time.Duration(t.UploadMinutes) * time.Minute)).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitCreate, Object: attachmentName(id), After: map[string]any{"kind": kind, "state": row.State}})
		out := s.toAttachment(tx.Tenant(), row, row.UploadUntil)
		use := http.MethodPut
		if req.GetValidateOnly() {
			use = "" // a link that opens nothing: what was only tried takes no content
		}
		out.UploadUrl = s.uploadLink(use, tx.Tenant(), id, l.bytes(kind), row.UploadUntil)
		return out, nil
	})
}
