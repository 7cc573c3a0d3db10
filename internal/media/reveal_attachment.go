package media

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// RevealAttachment gives a link to the original and keeps who asked for it and why.
func (s *Service) RevealAttachment(ctx context.Context, req *mediav1.RevealAttachmentRequest) (*mediav1.RevealAttachmentResponse, error) {
	ids, err := name.Parse("attachments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*mediav1.RevealAttachmentResponse, error) {
		row, place, err := s.find(ctx, tx, tx.Attachment.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		if !place.reached(ctx) {
			return nil, fault.ErrDenied
		}
		step, err := Steps.Step(State(row.State), Reveal)
		if err != nil {
			return nil, err
		}
		until, err := linkUntil(ctx, tx)
		if err != nil {
			return nil, err
		}
		reveal := tx.NewID()
		if _, err := tx.Exec(ctx, `insert into attachment_reveal (tenant_id, id, attachment_id, reader_id, reason, create_time)
			values ($1, $2, $3, $4, $5, $6)`, tx.Tenant(), reveal, row.ID, access.From(ctx).Person, req.GetReason(), tx.Now()); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: step.Who, Object: req.GetName(), After: map[string]any{"reveal": reveal, "subject": wire.Plain(row.Subject)}})
		return &mediav1.RevealAttachmentResponse{OriginalUrl: s.readLink(tx.Tenant(), row.ID, variantOriginal, until),
			ExpireTime: timestamppb.New(until.Truncate(time.Second))}, nil
	})
}
