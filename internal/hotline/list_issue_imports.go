package hotline

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issueimport"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// importList is what imports can be filtered and ordered by.
var importList = page.NewList[*intakev1.ListIssueImportsRequest, *ent.IssueImport]("create_time desc", filter.Columns{
	"create_time": filter.Time(issueimport.FieldCreateTime),
	"end_time":    filter.Time(issueimport.FieldEndTime),
	"source":      filter.Text(issueimport.FieldSource),
})

// ListIssueImports lists the caller's imports, newest first.
func (s *Service) ListIssueImports(ctx context.Context, req *intakev1.ListIssueImportsRequest) (*intakev1.ListIssueImportsResponse, error) {
	asked, err := importList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListIssueImportsResponse, error) {
		found, err := page.Read(ctx, asked, tx.IssueImport.Query().Where(issueimport.ImporterIDIn(access.From(ctx).Persons()...)))
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListIssueImportsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.IssueImports = append(res.IssueImports, toImport(row))
		}
		return res, nil
	})
}
