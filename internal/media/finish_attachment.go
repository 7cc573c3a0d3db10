package media

import (
	"context"
	"errors"

	"github.com/google/uuid"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// FinishAttachment gives the verdict on what was uploaded. The examination is done before the transaction: its result
// lies in the store under its digest, where nothing shows it until the row names it.
func (s *Service) FinishAttachment(ctx context.Context, req *mediav1.FinishAttachmentRequest) (*mediav1.Attachment, error) {
	ids, err := name.Parse("attachments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	id, tenant := ids[0], access.From(ctx).Tenant
	o := order{tenant: tenant, id: id, sha256: req.GetSha256()}
	row, err := s.announced(ctx, &o)
	if err != nil {
		return nil, err
	}
	var v verdict
	var kept digests
	if State(row.State) == Pending {
		// What is missing a twin of this call may have finished meanwhile: the transaction tells.
		if v, err = s.examine(ctx, o); err != nil && !errors.Is(err, ErrContentMissing) {
			return nil, err
		}
		v.missing = err
		if kept, err = s.keepAll(ctx, o, v); err != nil {
			return nil, err
		}
	}
	out, err := db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*mediav1.Attachment, error) {
		row, err := s.decide(ctx, tx, id, v, kept)
		if err != nil {
			return nil, err
		}
		return s.toProto(ctx, tx, row)
	})
	if err != nil || req.GetValidateOnly() {
		return out, err
	}
	// The verdict stands whether or not the store can delete now: Compare finds what stays.
	if err := s.blobs.Delete(ctx, incoming(tenant, id)); err != nil {
		s.log.WarnContext(ctx, "an upload stays after its verdict", "attachment", id.String(), "cause", err.Error())
	}
	return out, nil
}

// announced reads an attachment of the caller, and the limits for its examination.
func (s *Service) announced(ctx context.Context, o *order) (*ent.Attachment, error) {
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (row *ent.Attachment, err error) {
		if row, err = own(ctx, tx.Attachment.Query(), o.id); err != nil {
			return nil, err
		}
		o.kind = row.Kind
		if o.limits, err = limits.At(ctx, tx, tx.Now()); err != nil {
			return nil, err
		}
		if o.edge, err = thumbnailEdge.At(ctx, tx, tx.Now()); err != nil {
			return nil, err
		}
		return row, finishable(row, tx.Now())
	})
}

// own is an attachment that the caller has uploaded; any other does not exist.
func own(ctx context.Context, q *ent.AttachmentQuery, id uuid.UUID) (*ent.Attachment, error) {
	row, err := q.Where(attachment.ID(id)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !mine(row, access.ReachOf(ctx)) {
		return nil, notFound(id)
	}
	return row, err
}

func notFound(id uuid.UUID) error { return fault.ErrNotFound.With("name", attachmentName(id)) }

// digests of what is kept of an upload.
type digests struct{ original, thumbnail []byte }

func (s *Service) keepAll(ctx context.Context, o order, v verdict) (kept digests, err error) {
	if v.original == nil {
		return kept, nil
	}
	if kept.original, err = s.keep(ctx, o.tenant, o.id, v.original); err != nil || v.thumbnail == nil {
		return kept, err
	}
	kept.thumbnail, err = s.keep(ctx, o.tenant, o.id, v.thumbnail)
	return kept, err
}

// decide writes the verdict.
func (s *Service) decide(ctx context.Context, tx *db.Tx, id uuid.UUID, v verdict, kept digests) (*ent.Attachment, error) {
	row, err := own(ctx, tx.Attachment.Query().ForUpdate(), id)
	if err != nil {
		return nil, err
	}
	if State(row.State) == Pending && v.missing != nil {
		return nil, v.missing
	}
	step, err := Steps.Step(State(row.State), v.verb())
	if err != nil {
		return nil, err
	}
	update := tx.Attachment.Update().Where(attachment.ID(id), attachment.State(string(step.From))).SetState(string(step.To))
	if v.scan != "" {
		update.SetScan(v.scan)
	}
	facts := map[string]any{"state": string(step.To), "kind": row.Kind}
	if step.Do == Reject {
		update.SetRejectReason(v.reason)
		facts["reject_reason"] = v.reason
	} else {
		if err := spend(ctx, tx, row.UploaderID, 0, int64(len(v.original))); err != nil {
			return nil, err
		}
		update.SetMediaType(v.mediaType).SetSizeBytes(int64(len(v.original))).SetWidth(v.width).SetHeight(v.height).
			SetDurationMs(v.duration.Milliseconds()).SetOriginalDigest(kept.original).SetContentDigest(kept.original)
		if kept.thumbnail != nil {
			update.SetThumbnailDigest(kept.thumbnail)
		}
		facts["media_type"], facts["size"] = v.mediaType, len(v.original)
	}
	return write(ctx, tx, update, row, change{action: step.Who, emits: step.Emits, facts: facts})
}

// change is what audit and event tell of a step.
type change struct {
	action string
	emits  string
	units  []uuid.UUID
	facts  map[string]any
}

// write carries a step out by compare-and-set and gives the row as it then is.
func write(ctx context.Context, tx *db.Tx, update *ent.AttachmentUpdate, row *ent.Attachment, c change) (*ent.Attachment, error) {
	n, err := update.Save(ctx)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return nil, fault.ErrStale
	}
	after, err := tx.Attachment.Query().Where(attachment.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: c.action, Object: attachmentName(row.ID), Before: map[string]any{"state": row.State}, After: c.facts})
	tx.Emit(db.Event{Type: c.emits, Subject: attachmentName(row.ID), Units: c.units, Data: c.facts})
	return after, nil
}
