package hotline

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/issueimport"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetIssueImport shows an import of the caller's.
func (s *Service) GetIssueImport(ctx context.Context, req *intakev1.GetIssueImportRequest) (*intakev1.IssueImport, error) {
	ids, err := name.Parse("issueImports/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.IssueImport, error) {
		row, err := own(ctx, tx.IssueImport.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		return toImport(row), nil
	})
}

// ImportFacts decide who reaches an import.
func ImportFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.IssueImport.Query().Where(issueimport.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitImport, Owners: []uuid.UUID{row.ImporterID}}, nil
}
