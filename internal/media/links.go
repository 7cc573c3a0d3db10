package media

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

// The variants of an attachment that a link may open.
const (
	variantContent   = "content"
	variantThumbnail = "thumbnail"
	variantOriginal  = "original"
)

// The parameters of a link beside those of the signature.
const (
	parameterVariant = "variant"
	parameterMost    = "most" // bytes that may be uploaded
)

func contentPath(id uuid.UUID) string { return "/v1/" + attachmentName(id) + "/content" }

// uploadLink is where the content of an attachment is put, by the HTTP method.
func (s *Service) uploadLink(method string, tenant int, id uuid.UUID, most int64, until time.Time) string {
	return s.links.Sign(method, contentPath(id), url.Values{parameterMost: {strconv.FormatInt(most, 10)}}, tenant, until)
}

// readLink is where a variant of an attachment is read.
func (s *Service) readLink(tenant int, id uuid.UUID, variant string, until time.Time) string {
	return s.links.Sign(http.MethodGet, contentPath(id), url.Values{parameterVariant: {variant}}, tenant, until)
}

// digestOf a variant as it stands now; nil where there is nothing to show.
func digestOf(row *ent.Attachment, variant string) []byte {
	if State(row.State) != Ready {
		return nil
	}
	return map[string][]byte{variantContent: row.ContentDigest, variantThumbnail: row.ThumbnailDigest, variantOriginal: row.OriginalDigest}[variant]
}
