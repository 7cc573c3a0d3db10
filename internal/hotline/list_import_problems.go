package hotline

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/importproblem"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// problemList is what problems can be filtered and ordered by.
var problemList = page.NewList[*intakev1.ListImportProblemsRequest, *ent.ImportProblem]("row", filter.Columns{
	"column":   filter.Text(importproblem.FieldColumn),
	"reason":   filter.Text(importproblem.FieldReason),
	"row":      filter.Number(importproblem.FieldRow),
	"severity": filter.Enum[intakev1.ImportProblem_Severity](importproblem.FieldSeverity),
})

// ListImportProblems lists what the latest run over a file of the caller's found wrong, as the rows stand in the file.
func (s *Service) ListImportProblems(ctx context.Context, req *intakev1.ListImportProblemsRequest) (*intakev1.ListImportProblemsResponse, error) {
	ids, err := name.ParseField("parent", "issueImports/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := problemList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListImportProblemsResponse, error) {
		if _, err := own(ctx, tx.IssueImport.Query(), ids[0]); err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.ImportProblem.Query().Where(importproblem.IssueImportID(ids[0])))
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListImportProblemsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Problems = append(res.Problems, toProblem(row, fault.LanguageOf(ctx)))
		}
		return res, nil
	})
}
