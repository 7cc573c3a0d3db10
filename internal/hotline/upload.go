package hotline

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issueimport"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/rpc"
)

// UploadPath is where files are put.
const UploadPath = "/v1/issueImports/{import}/content"

// parameterMost is the parameter of a link that says how many bytes may be put.
const parameterMost = "most"

// uploadLink is where the file of an import is put, by the HTTP method.
func (s *Service) uploadLink(method string, tenant int, id uuid.UUID, most int64, until time.Time) string {
	return s.Links.Sign(method, "/v1/"+importName(id)+"/content", url.Values{parameterMost: {strconv.FormatInt(most, 10)}}, tenant, until)
}

// ServeHTTP takes the file of an import by its link. A file that is put again stands in the place of the first.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := s.take(r); err != nil {
		rpc.Refuse(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Service) take(r *http.Request) error {
	tenant, parameters, err := s.Links.Open(http.MethodPut, r.URL, s.DB.Clock().Now)
	if err != nil {
		return err
	}
	ids, err := name.Parse("issueImports/*", strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/v1/"), "/content"))
	if err != nil {
		return err
	}
	most, err := strconv.ParseInt(parameters.Get(parameterMost), 10, 64)
	if err != nil {
		return err
	}
	file, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	switch {
	case err != nil:
		return fault.ErrInvalid.OnField("file", "上传中断", "the upload broke off").Because(err)
	case int64(len(file)) > most:
		return fault.ErrTooLarge
	}
	return s.Receive(access.AsSystem(r.Context(), tenant), ids[0], file)
}

// Receive keeps the file of an import, sealed.
func (s *Service) Receive(ctx context.Context, id uuid.UUID, file []byte) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		row, err := tx.IssueImport.Query().ForUpdate().Where(issueimport.ID(id)).Only(ctx)
		if ent.IsNotFound(err) {
			return struct{}{}, fault.ErrNotFound.With("name", importName(id))
		}
		if err == nil {
			err = free(ctx, tx, row)
		}
		if err != nil {
			return struct{}{}, err
		}
		sealed, err := s.Keeper.Seal(contentColumn, tx.Tenant(), id, string(file))
		if err != nil {
			return struct{}{}, err
		}
		tx.Audit(db.Audit{Action: "intake.issue_import.upload", Object: importName(id), After: map[string]any{"bytes": len(file)}})
		if _, err := tx.Exec(ctx, `insert into import_file as f (tenant_id, id, content_cipher) values ($1, $2, $3)
			on conflict (tenant_id, id) do update set content_cipher = excluded.content_cipher where f.tenant_id = $1`, tx.Tenant(), id, sealed); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, tx.IssueImport.Update().Where(issueimport.ID(id)).SetSizeBytes(int64(len(file))).Exec(ctx)
	})
	return err
}
