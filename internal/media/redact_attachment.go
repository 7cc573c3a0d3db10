package media

import (
	"context"
	"image"

	"github.com/google/uuid"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/picture"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// RedactAttachment replaces what everybody is shown. The new picture is made from the original before the transaction;
// what was shown before, no row names any more, and Compare deletes it.
func (s *Service) RedactAttachment(ctx context.Context, req *mediav1.RedactAttachmentRequest) (*mediav1.Attachment, error) {
	ids, err := name.Parse("attachments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	id, tenant := ids[0], access.From(ctx).Tenant
	shown, err := s.cover(ctx, tenant, id, req.GetRegions())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*mediav1.Attachment, error) {
		row, place, err := s.find(ctx, tx, tx.Attachment.Query().ForUpdate(), id)
		if err != nil {
			return nil, err
		}
		if !place.reached(ctx) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(row.State), Redact)
		if err != nil {
			return nil, err
		}
		update := tx.Attachment.Update().Where(attachment.ID(id), attachment.State(string(step.From))).SetRedactReason(req.GetReason())
		redaction := "WITHHELD"
		if len(req.GetRegions()) > 0 {
			redaction = "COVERED"
			update.SetContentDigest(shown.original).SetThumbnailDigest(shown.thumbnail)
		} else {
			update.ClearContentDigest().ClearThumbnailDigest()
		}
		row, err = write(ctx, tx, update.SetRedaction(redaction), row, change{action: step.Who, emits: step.Emits, units: []uuid.UUID{place.Unit},
			facts: map[string]any{"state": row.State, "redaction": redaction, "regions": len(req.GetRegions()), "subject": wire.Plain(row.Subject)}})
		if err != nil {
			return nil, err
		}
		return s.toProto(ctx, tx, row)
	})
}

// cover makes the picture with covered regions, where there are any and the caller may; whether he may is asked again in
// the transaction.
func (s *Service) cover(ctx context.Context, tenant int, id uuid.UUID, regions []*mediav1.Region) (shown digests, err error) {
	if len(regions) == 0 {
		return shown, nil
	}
	type task struct {
		row    *ent.Attachment
		where  []image.Rectangle
		limits Limits
		edge   int
	}
	t, err := db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (t task, err error) {
		var place Place
		if t.row, place, err = s.find(ctx, tx, tx.Attachment.Query(), id); err != nil {
			return t, err
		}
		if !place.reached(ctx) || State(t.row.State) != Ready {
			return t, nil
		}
		if t.row.Kind != "IMAGE" {
			return t, ErrNotAPicture.On("regions")
		}
		if t.where, err = rectangles(regions, t.row.Width, t.row.Height); err != nil {
			return t, err
		}
		if t.limits, err = limits.At(ctx, tx, t.row.CreateTime); err != nil {
			return t, err
		}
		t.edge, err = thumbnailEdge.At(ctx, tx, tx.Now())
		return t, err
	})
	if err != nil || t.where == nil {
		return shown, err
	}
	giveBack, err := s.pixels.take(ctx, int64(t.row.Width)*int64(t.row.Height)*picture.BytesPerPixel)
	if err != nil {
		return shown, err
	}
	defer giveBack()
	raw, _, err := s.load(ctx, key(tenant, id, t.row.OriginalDigest), t.row.SizeBytes)
	if err != nil {
		return shown, err
	}
	p, err := picture.Read(raw, t.row.Width*t.row.Height)
	if err != nil {
		return shown, err
	}
	p = p.Cover(t.where)
	content, _, err := p.Write()
	if err != nil {
		return shown, err
	}
	thumbnail, _, err := p.Thumbnail(t.edge).Write()
	if err != nil {
		return shown, err
	}
	return s.keepAll(ctx, order{tenant: tenant, id: id}, verdict{original: content, thumbnail: thumbnail})
}
