package insight

import (
	"bytes"
	"context"
	"fmt"

	"github.com/google/uuid"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
	"github.com/haolinju/haolinju/internal/platform/xlsx"
)

// ExportRates returns the tables of one period as an Excel file.
func (s *Service) ExportRates(ctx context.Context, req *insightv1.ExportRatesRequest) (*insightv1.ExportRatesResponse, error) {
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ExportRatesResponse, error) {
		ask := question{period: req.GetPeriod(), policy: req.GetPolicy(), asOf: wire.Time(req.GetAsOf())}
		var sheets []xlsx.Sheet
		for _, part := range parts {
			if part.wholeDistrict && !access.ReachOf(ctx).All {
				continue
			}
			ask.dimension = part.dimension
			answer, err := table(ctx, tx, ask)
			if err != nil {
				return nil, err
			}
			called, err := part.names(ctx, tx, answer.GetRates())
			if err != nil {
				return nil, err
			}
			sheets = append(sheets, xlsx.Sheet{Name: part.sheet, Width: 28, Rows: sheetRows(part, answer, called)})
		}
		var file bytes.Buffer
		if err := xlsx.Write(&file, sheets); err != nil {
			return nil, err
		}
		return &insightv1.ExportRatesResponse{FileName: fmt.Sprintf("三率统计表（%s）.xlsx", req.GetPeriod()), MediaType: xlsx.MediaType, Content: file.Bytes()}, nil
	})
}

// part is one sheet of the file.
type part struct {
	sheet, dimension, heading string
	names                     func(context.Context, *db.Tx, []*insightv1.Rate) (map[string]string, error)
	ends                      int  // how many of the first and of the last are shown once more
	top                       int  // how many of the most frequent are shown alone; 0 for all
	wholeDistrict             bool // for those alone whose grants cover the district
}

var parts = []part{
	{sheet: "承办单位", dimension: "LEAD_UNIT", heading: "承办单位", names: unitNames},
	{sheet: "街道（乡镇）", dimension: "SUB_DISTRICT", heading: "街道（乡镇）", names: unitNames, ends: 3},
	{sheet: "高频分类", dimension: "CATEGORY", heading: "诉求分类", names: categoryNames, top: 5, wholeDistrict: true},
}

func unitNames(ctx context.Context, tx *db.Tx, rates []*insightv1.Rate) (map[string]string, error) {
	ids, err := subjectIDs("units/*", rates, (*insightv1.Rate).GetUnit)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Unit.Query().Where(unit.IDIn(ids...)).All(ctx)
	called := map[string]string{}
	for _, row := range rows {
		called[name.Of("units", row.ID)] = row.Name
	}
	return called, err
}

func categoryNames(ctx context.Context, tx *db.Tx, rates []*insightv1.Rate) (map[string]string, error) {
	ids, err := subjectIDs("categories/*", rates, (*insightv1.Rate).GetCategory)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Category.Query().Where(category.IDIn(ids...)).All(ctx)
	called := map[string]string{}
	for _, row := range rows {
		called[name.Of("categories", row.ID)] = row.Name
	}
	return called, err
}

func subjectIDs(pattern string, rates []*insightv1.Rate, of func(*insightv1.Rate) string) (all []uuid.UUID, err error) {
	for _, r := range rates {
		ids, err := name.Parse(pattern, of(r))
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
	}
	return all, nil
}
