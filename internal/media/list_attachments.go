package media

import (
	"context"

	"github.com/google/uuid"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// attachmentList is what attachments can be filtered and ordered by.
var attachmentList = page.NewList[*mediav1.ListAttachmentsRequest, *ent.Attachment]("create_time", filter.Columns{
	"create_time": filter.Time(attachment.FieldCreateTime),
	"kind":        filter.Enum[mediav1.Attachment_Kind](attachment.FieldKind),
	"redaction":   filter.Enum[mediav1.Attachment_Redaction](attachment.FieldRedaction),
	"size_bytes":  filter.Number(attachment.FieldSizeBytes),
	"state":       filter.Enum[mediav1.Attachment_State](attachment.FieldState),
})

// ListAttachments lists what is attached to an issue, and to its internal comments where the caller sees them.
func (s *Service) ListAttachments(ctx context.Context, req *mediav1.ListAttachmentsRequest) (*mediav1.ListAttachmentsResponse, error) {
	if _, err := name.ParseField("parent", "issues/*", req.GetParent()); err != nil {
		return nil, err
	}
	asked, err := attachmentList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*mediav1.ListAttachmentsResponse, error) {
		place, err := s.subjects.Place(ctx, tx, req.GetParent())
		if err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Attachment.Query().Where(hung(req.GetParent(), place.Notes)))
		if err != nil {
			return nil, err
		}
		until, err := linkUntil(ctx, tx)
		if err != nil {
			return nil, err
		}
		out := &mediav1.ListAttachmentsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			out.Attachments = append(out.Attachments, s.toAttachment(tx.Tenant(), row, until))
		}
		return out, nil
	})
}

// hung is what hangs on an issue, and with the notes what hangs on one of its comments: between the names of the first and the last that there
// could be. A prefix would be no condition of an index under the policies of the tables, for it is not leakproof.
func hung(issue string, notes bool) predicate.Attachment {
	if !notes {
		return attachment.Subject(issue)
	}
	comments := issue + "/comments"
	return attachment.Or(attachment.Subject(issue),
		attachment.And(attachment.SubjectGTE(name.Of(comments, uuid.Nil)), attachment.SubjectLTE(name.Of(comments, uuid.Max))))
}
