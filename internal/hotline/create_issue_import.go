package hotline

import (
	"context"
	"net/http"
	"time"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// usual is the source of a file that names none.
const usual = "12345"

// CreateIssueImport announces a file.
func (s *Service) CreateIssueImport(ctx context.Context, req *intakev1.CreateIssueImportRequest) (*intakev1.IssueImport, error) {
	in := req.GetIssueImport()
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.IssueImport, error) {
		id, err := tx.ChosenID("issue_import_id", req.GetIssueImportId())
		if err != nil {
			return nil, err
		}
		limits, err := fileLimits.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		until := tx.Now().Add(time.Duration(limits.Hours) * time.Hour)
		row, err := tx.IssueImport.Create().SetID(id).SetImporterID(access.From(ctx).Person).SetSource(sourceOf(in.GetSource())).
			SetFileName(in.GetFileName()).SetUploadUntil(until).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitImport, Object: importName(id), After: map[string]any{"source": row.Source}})
		use := http.MethodPut
		if req.GetValidateOnly() {
			use = "" // a link that opens nothing: what was only tried takes no file
		}
		out := toImport(row)
		out.UploadUrl = s.uploadLink(use, tx.Tenant(), id, limits.Bytes, until)
		return out, nil
	})
}

func sourceOf(given string) string {
	if given == "" {
		return usual
	}
	return given
}
