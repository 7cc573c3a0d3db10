package hotline

import (
	"bytes"
	"context"
	"fmt"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/importproblem"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/label"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

// ExportImportProblems returns what the latest run over a file of the caller's found wrong as an Excel file.
func (s *Service) ExportImportProblems(ctx context.Context, req *intakev1.ExportImportProblemsRequest) (*intakev1.ExportImportProblemsResponse, error) {
	ids, err := name.Parse("issueImports/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ExportImportProblemsResponse, error) {
		file, err := own(ctx, tx.IssueImport.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		found, err := tx.ImportProblem.Query().Where(importproblem.IssueImportID(ids[0])).Order(ent.Asc(importproblem.FieldRow, importproblem.FieldID)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows := [][]any{{"行号", "列名", "级别", "代码", "说明"}}
		for _, row := range found {
			p := toProblem(row, fault.Chinese)
			rows = append(rows, []any{p.GetRow(), p.GetColumn(), label.OfValue(p.GetSeverity().Descriptor().Values().ByNumber(p.GetSeverity().Number()))["zh"], p.GetReason(), p.GetDetail()})
		}
		var sheet bytes.Buffer
		if err := xlsx.Write(&sheet, []xlsx.Sheet{{Name: "导入问题", Rows: rows}}); err != nil {
			return nil, err
		}
		return &intakev1.ExportImportProblemsResponse{FileName: fmt.Sprintf("导入问题（%s）.xlsx", cut(file.FileName, 150)), MediaType: xlsx.MediaType, Content: sheet.Bytes()}, nil
	})
}
