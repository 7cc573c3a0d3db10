package media

import (
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func attachmentName(id uuid.UUID) string { return name.Of("attachments", id) }

// toAttachment shows an attachment with links that open until a moment.
func (s *Service) toAttachment(tenant int, row *ent.Attachment, until time.Time) *mediav1.Attachment {
	out := &mediav1.Attachment{
		Name:         attachmentName(row.ID),
		Kind:         mediav1.Attachment_Kind(mediav1.Attachment_Kind_value["KIND_"+row.Kind]),
		State:        mediav1.Attachment_State(mediav1.Attachment_State_value["STATE_"+row.State]),
		RejectReason: mediav1.Attachment_RejectReason(mediav1.Attachment_RejectReason_value["REJECT_REASON_"+wire.Plain(row.RejectReason)]),
		Scan:         mediav1.Attachment_Scan(mediav1.Attachment_Scan_value["SCAN_"+wire.Plain(row.Scan)]),
		Redaction:    mediav1.Attachment_Redaction(mediav1.Attachment_Redaction_value["REDACTION_"+row.Redaction]),
		MediaType:    row.MediaType,
		SizeBytes:    row.SizeBytes,
		Width:        int32(row.Width),
		Height:       int32(row.Height),
		Subject:      wire.Plain(row.Subject),
		CreateTime:   timestamppb.New(row.CreateTime),
		UpdateTime:   timestamppb.New(row.UpdateTime),
		Etag:         etag.Of(row.Version),
	}
	if State(row.State) == Pending {
		out.UploadExpireTime = timestamppb.New(row.UploadUntil)
	}
	if row.DurationMs > 0 {
		out.Duration = durationpb.New(time.Duration(row.DurationMs) * time.Millisecond)
	}
	if digestOf(row, variantContent) != nil {
		out.ContentUrl = s.readLink(tenant, row.ID, variantContent, until)
		out.UrlExpireTime = timestamppb.New(until.Truncate(time.Second))
	}
	if digestOf(row, variantThumbnail) != nil {
		out.ThumbnailUrl = s.readLink(tenant, row.ID, variantThumbnail, until)
	}
	return out
}
