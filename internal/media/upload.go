package media

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	mediav1 "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// maxField is the longest form field, in bytes; maxFields how many may stand before the file.
const (
	maxField  = 1 << 10
	maxFields = 16
)

// upload takes one file in one call: it announces the attachment before it reads the file, so that nobody sends bytes
// who may not, stores it, and asks for the verdict.
func (d *Door) upload(w http.ResponseWriter, r *http.Request) {
	file, fields, err := openForm(r)
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	request, err := announcement(fields, file.Header.Get("Content-Type"))
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	ctx, err := runtime.AnnotateContext(r.Context(), d.gateway, r, mediav1.MediaService_CreateAttachment_FullMethodName)
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	var header metadata.MD
	announced, err := d.client.CreateAttachment(ctx, request, grpc.Header(&header))
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	sum, err := d.fill(ctx, announced, file)
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	finished, err := d.client.FinishAttachment(follow(ctx, request, header), &mediav1.FinishAttachmentRequest{Name: announced.GetName(), Sha256: sum})
	if err == nil && finished.GetState() == mediav1.Attachment_STATE_REJECTED {
		err = ErrRejected.With("name", finished.GetName()).With("reject_reason", wire.Word(finished.GetRejectReason()))
	}
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	ctx = runtime.NewServerMetadataContext(ctx, runtime.ServerMetadata{HeaderMD: header})
	_, out := runtime.MarshalerForRequest(d.gateway, r)
	runtime.ForwardResponseMessage(ctx, d.gateway, out, w, r, finished)
}

// openForm reads the fields before the file, and those of the query, and opens the file.
func openForm(r *http.Request) (*multipart.Part, url.Values, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, nil, unreadable(err)
	}
	fields := r.URL.Query()
	for range maxFields {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, nil, fault.ErrInvalid.OnField("file", "缺少文件", "there is no file")
		}
		if err != nil {
			return nil, nil, unreadable(err)
		}
		if part.FileName() != "" {
			return part, fields, nil
		}
		value, err := io.ReadAll(io.LimitReader(part, maxField+1))
		if err != nil {
			return nil, nil, unreadable(err)
		}
		if len(value) > maxField {
			return nil, nil, fault.ErrTooLarge.On(part.FormName())
		}
		fields.Add(part.FormName(), string(value))
	}
	return nil, nil, fault.ErrInvalid.OnField("file", "文件前的字段过多", "too many fields before the file")
}

func unreadable(err error) error {
	return fault.ErrInvalid.OnField("body", "不是完整的 multipart/form-data", "not a whole multipart/form-data").Because(err)
}

// announcement is the request that the fields make. A kind that is not named follows from the type of the file.
func announcement(fields url.Values, mediaType string) (*mediav1.CreateAttachmentRequest, error) {
	request := &mediav1.CreateAttachmentRequest{Attachment: &mediav1.Attachment{}}
	group, _, _ := strings.Cut(mediaType, "/")
	kind := "KIND_" + strings.ToUpper(group)
	for field, values := range fields {
		if len(values) > 1 {
			return nil, fault.ErrInvalid.OnField(field, "重复的字段", "it is given twice")
		}
		switch field {
		case "kind":
			kind = values[0]
		case "attachmentId", "attachment_id":
			request.AttachmentId = values[0]
		case "requestId", "request_id":
			request.RequestId = values[0]
		default:
			return nil, fault.ErrInvalid.OnField(field, "无法识别的字段", "unknown field")
		}
	}
	number, ok := mediav1.Attachment_Kind_value[kind]
	if !ok || number == 0 {
		return nil, fault.ErrInvalid.OnField("kind", "应为 KIND_IMAGE、KIND_AUDIO 或 KIND_VIDEO", "it must be KIND_IMAGE, KIND_AUDIO or KIND_VIDEO")
	}
	request.Attachment.Kind = mediav1.Attachment_Kind(number)
	return request, nil
}

// fill stores the file where the announcement says and gives its digest.
func (d *Door) fill(ctx context.Context, announced *mediav1.Attachment, file io.Reader) (string, error) {
	address, err := url.Parse(announced.GetUploadUrl())
	if err != nil {
		return "", err
	}
	tenant, id, most, err := d.service.openUpload(address)
	if err != nil {
		return "", err
	}
	return d.service.receive(ctx, tenant, id, file, most)
}

// follow is the context of the second call: the same caller and request id, and a key that follows from the first, so that
// a repeated upload gets the answer that it got.
func follow(ctx context.Context, first *mediav1.CreateAttachmentRequest, header metadata.MD) context.Context {
	md, _ := metadata.FromOutgoingContext(ctx)
	md = md.Copy()
	given := first.GetRequestId()
	if keys := md.Get("idempotency-key"); len(keys) > 0 && keys[0] != "" {
		given = keys[0]
	}
	if given != "" {
		sum := sha256.Sum256([]byte("finish " + given))
		md.Set("idempotency-key", hex.EncodeToString(sum[:]))
	}
	if ids := header.Get("x-request-id"); len(ids) > 0 {
		md.Set("x-request-id", ids[0])
	}
	return metadata.NewOutgoingContext(ctx, md)
}

// put takes the content of an announced attachment by its link.
func (d *Door) put(w http.ResponseWriter, r *http.Request) {
	tenant, id, most, err := d.service.openUpload(r.URL)
	if err == nil {
		_, err = d.service.receive(r.Context(), tenant, id, r.Body, most)
	}
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// openUpload reads an upload link.
func (s *Service) openUpload(address *url.URL) (tenant int, id uuid.UUID, most int64, err error) {
	tenant, parameters, err := s.links.Open(http.MethodPut, address, s.db.Clock().Now)
	if err != nil {
		return 0, uuid.Nil, 0, err
	}
	ids, err := name.Parse("attachments/*", strings.TrimSuffix(strings.TrimPrefix(address.Path, "/v1/"), "/content"))
	if err != nil {
		return 0, uuid.Nil, 0, err
	}
	most, err = strconv.ParseInt(parameters.Get(parameterMost), 10, 64)
	return tenant, ids[0], most, err
}
