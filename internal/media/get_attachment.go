package media

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetAttachment reads one attachment.
func (s *Service) GetAttachment(ctx context.Context, req *mediav1.GetAttachmentRequest) (*mediav1.Attachment, error) {
	ids, err := name.Parse("attachments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*mediav1.Attachment, error) {
		row, _, err := s.find(ctx, tx, tx.Attachment.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		return s.toProto(ctx, tx, row)
	})
}

// find reads an attachment for a caller who may see it, with the place of its subject, an empty one without a subject. For any other caller it
// does not exist.
func (s *Service) find(ctx context.Context, tx *db.Tx, q *ent.AttachmentQuery, id uuid.UUID) (*ent.Attachment, Place, error) {
	row, err := q.Where(attachment.ID(id)).Only(ctx)
	if err != nil {
		if ent.IsNotFound(err) {
			err = notFound(id)
		}
		return nil, Place{}, err
	}
	uploaded := mine(row, access.ReachFor(ctx, permitGet))
	if row.Subject == nil {
		if !uploaded {
			return nil, Place{}, notFound(id)
		}
		return row, Place{}, nil
	}
	place, err := s.subjects.Place(ctx, tx, *row.Subject)
	if errors.Is(err, fault.ErrNotFound) {
		if !uploaded {
			return nil, Place{}, notFound(id)
		}
		return row, Place{}, nil
	}
	return row, place, err
}

// toProto shows an attachment with links that are good from now on.
func (s *Service) toProto(ctx context.Context, tx *db.Tx, row *ent.Attachment) (*mediav1.Attachment, error) {
	until, err := linkUntil(ctx, tx)
	if err != nil {
		return nil, err
	}
	return s.toAttachment(tx.Tenant(), row, until), nil
}

func linkUntil(ctx context.Context, tx *db.Tx) (time.Time, error) {
	t, err := terms.At(ctx, tx, tx.Now())
	return tx.Now().Add(time.Duration(t.LinkMinutes) * time.Minute), err
}
