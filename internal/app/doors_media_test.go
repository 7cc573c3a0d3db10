package app_test

import (
	"bytes"
	"image"
	"image/png"
	"net/http"

	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var mediaCases = map[string]doorCase{
	"MediaService.CreateAttachment": {testkit.Resident, func(d *district) proto.Message { return newAttachment() }},
	"MediaService.FinishAttachment": {testkit.Resident, func(d *district) proto.Message {
		return &mediav1.FinishAttachmentRequest{Name: d.uploaded()}
	}},
	"MediaService.GetAttachment": {testkit.Resident, func(d *district) proto.Message {
		return &mediav1.GetAttachmentRequest{Name: d.attached().GetAttachments()[0]}
	}},
	"MediaService.ListAttachments": {testkit.Resident, func(d *district) proto.Message {
		return &mediav1.ListAttachmentsRequest{Parent: d.attached().GetName(), PageSize: 1}
	}},
	"MediaService.RedactAttachment": {testkit.Dispatcher, func(d *district) proto.Message {
		return &mediav1.RedactAttachmentRequest{Name: d.attached().GetAttachments()[0], Reason: "人脸", Regions: []*mediav1.Region{{Width: 4, Height: 4}}}
	}},
	"MediaService.RevealAttachment": {testkit.Dispatcher, func(d *district) proto.Message {
		return &mediav1.RevealAttachmentRequest{Name: d.attached().GetAttachments()[0], Reason: "复核"}
	}},
}

func newAttachment() *mediav1.CreateAttachmentRequest {
	return &mediav1.CreateAttachmentRequest{Attachment: &mediav1.Attachment{Kind: mediav1.Attachment_KIND_IMAGE}}
}

// uploaded is an attachment of the resident with its content, not finished yet.
func (d *district) uploaded() string {
	d.t.Helper()
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		d.t.Fatal(err)
	}
	a := prepare[*mediav1.Attachment](d, testkit.Resident, newAttachment())
	if answer := send(d.t, d.Kit, d.rest, testkit.Anonymous, http.MethodPut, a.GetUploadUrl(), content.Bytes()); answer.StatusCode != http.StatusNoContent {
		d.t.Fatalf("the upload answers %d", answer.StatusCode)
	}
	return a.GetName()
}

// attached is an issue of the resident with two photos, as it was filed.
func (d *district) attached() *intakev1.Issue {
	d.t.Helper()
	r := d.newIssue()
	for range 2 {
		a := prepare[*mediav1.Attachment](d, testkit.Resident, &mediav1.FinishAttachmentRequest{Name: d.uploaded()})
		r.Issue.Attachments = append(r.Issue.Attachments, a.GetName())
	}
	issue := prepare[*intakev1.Issue](d, testkit.Resident, r)
	issue.Attachments = r.GetIssue().GetAttachments()
	return issue
}
