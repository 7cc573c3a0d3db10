package media

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/attachment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/blob"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/picture"
)

// endings of the names under which contents are saved.
var endings = map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "audio/mp4": ".m4a", "audio/mpeg": ".mp3", "audio/amr": ".amr",
	"audio/amr-wb": ".awb", "audio/wav": ".wav", "video/mp4": ".mp4"}

// content is an opened variant.
type content struct {
	io.ReadSeekCloser
	mediaType string
	digest    string
}

// get shows a variant by its link: whole, in ranges, or not at all where the reader has it already. It is never a page:
// it has our own type, is saved rather than opened, and may neither be sniffed nor run.
func (d *Door) get(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(r.PathValue("attachment"))
	var shown content
	if err == nil {
		shown, err = d.service.open(r, id)
	}
	if err != nil {
		d.refuse(w, r, err)
		return
	}
	defer shown.Close()
	h := w.Header()
	h.Set("Content-Type", shown.mediaType)
	h.Set("Content-Disposition", `attachment; filename="`+id.String()+endings[shown.mediaType]+`"`)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, no-cache") // kept by the reader, and asked for again: it may have been redacted
	h.Set("ETag", `"`+shown.digest+`"`)
	http.ServeContent(w, r, "", time.Time{}, shown)
}

// open reads what the link names, as it stands now.
func (s *Service) open(r *http.Request, id uuid.UUID) (content, error) {
	tenant, parameters, err := s.links.Open(http.MethodGet, r.URL, s.db.Clock().Now)
	if err != nil {
		return content{}, err
	}
	ctx := access.With(r.Context(), access.Principal{Tenant: tenant})
	row, err := db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*ent.Attachment, error) {
		return tx.Attachment.Query().Where(attachment.ID(id)).Only(ctx)
	})
	if err != nil {
		return content{}, err
	}
	digest := digestOf(row, parameters.Get(parameterVariant))
	if digest == nil {
		return content{}, notFound(id)
	}
	found, err := s.blobs.Get(ctx, key(tenant, id, digest))
	if errors.Is(err, blob.ErrNotFound) {
		return content{}, notFound(id)
	}
	if err != nil {
		return content{}, err
	}
	shown := content{found, row.MediaType, hex.EncodeToString(digest)}
	if row.Kind == "IMAGE" { // variants of one picture may differ in type
		if shown.mediaType, err = picture.TypeOf(found); err != nil {
			return content{}, errors.Join(err, found.Close())
		}
	}
	return shown, nil
}
