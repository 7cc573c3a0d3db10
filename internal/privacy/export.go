package privacy

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/datarequest"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ExportPath is where the files of exports are fetched: by whoever has the link, without signing in.
const ExportPath = "/v1/exports/"

// linkSize is the length of what a link carries: tenant, end and id.
const linkSize = 8 + 8 + 16

// link carries tenant, id and end of a file, and the proof that we made it.
func (s *Service) link(tenant int, id uuid.UUID, until time.Time) string {
	carried := binary.BigEndian.AppendUint64(nil, uint64(tenant))
	carried = binary.BigEndian.AppendUint64(carried, uint64(until.Unix()))
	carried = append(carried, id[:]...)
	return base64.RawURLEncoding.EncodeToString(append(carried, s.proof(carried)...))
}

func (s *Service) proof(carried []byte) []byte {
	mac := hmac.New(sha256.New, s.Keeper.Derive("export"))
	mac.Write(carried)
	return mac.Sum(nil)
}

// open reads a link that we made.
func (s *Service) open(link string) (tenant int, id uuid.UUID, until time.Time, ok bool) {
	text, err := base64.RawURLEncoding.DecodeString(link)
	if err != nil || len(text) != linkSize+sha256.Size || !hmac.Equal(text[linkSize:], s.proof(text[:linkSize])) {
		return 0, id, until, false
	}
	return int(binary.BigEndian.Uint64(text)), uuid.UUID(text[16:linkSize]), time.Unix(int64(binary.BigEndian.Uint64(text[8:])), 0), true
}

// ServeHTTP gives the file of an export to whoever has its link. A link that is forged, over or of a file that is gone
// is unknown.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	tenant, id, until, ok := s.open(strings.TrimPrefix(r.URL.Path, ExportPath))
	if !ok || !until.After(s.DB.Clock().Now(tenant)) {
		http.NotFound(w, r)
		return
	}
	file, err := db.Write(access.AsSystem(r.Context(), tenant), s.DB, func(ctx context.Context, tx *db.Tx) (string, error) {
		row, err := tx.DataRequest.Query().Where(datarequest.ID(id), datarequest.ContentCipherNotNil()).Only(ctx)
		if err != nil {
			return "", err
		}
		tx.Audit(db.Audit{Action: "privacy.export.fetch", Object: requestName(row), After: map[string]any{"bytes": len(row.ContentCipher)}})
		return s.Keeper.Open(content, tx.Tenant(), id, row.ContentCipher)
	})
	switch {
	case errors.Is(err, fault.ErrNotFound):
		http.NotFound(w, r)
	case err != nil:
		s.Log.ErrorContext(r.Context(), "an export", "cause", err.Error())
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	default:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Disposition", `attachment; filename="personal-data.json"`)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Write([]byte(file))
	}
}
