package intake

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// BatchGetIssues shows the named issues.
func (s *Service) BatchGetIssues(ctx context.Context, req *intakev1.BatchGetIssuesRequest) (*intakev1.BatchGetIssuesResponse, error) {
	names, err := batch.Parse("issues/*", req.GetNames())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.BatchGetIssuesResponse, error) {
		rows, err := tx.Issue.Query().Where(issue.IDIn(names.IDs...)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows = s.SeenIssues(ctx, rows)
		g, err := s.guard(ctx, tx, rows...)
		if err != nil {
			return nil, err
		}
		issues, err := batch.Show(names, rows, func(row *ent.Issue) uuid.UUID { return row.ID },
			func(row *ent.Issue) (*intakev1.Issue, error) { return s.toIssue(row, g) })
		return &intakev1.BatchGetIssuesResponse{Issues: issues}, err
	})
}
