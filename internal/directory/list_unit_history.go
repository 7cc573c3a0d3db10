package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unithistory"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// spanList is what the spans of a unit can be filtered and ordered by.
var spanList = page.NewList[*directoryv1.ListUnitHistoryRequest, *ent.UnitHistory]("create_time desc", filter.Columns{
	"display_name": filter.Text(unithistory.FieldName),
	"kind":         filter.Enum[directoryv1.Unit_Kind](unithistory.FieldKind),
	"parent":       filter.Ref(unithistory.FieldParentID, "units/*"),
	"valid_from":   filter.Time(unithistory.FieldValidFrom),
	"valid_to":     filter.Time(unithistory.FieldValidTo),
})

// ListUnitHistory returns a page of the spans of a unit, the latest first.
func (s *Service) ListUnitHistory(ctx context.Context, req *directoryv1.ListUnitHistoryRequest) (*directoryv1.ListUnitHistoryResponse, error) {
	ids, err := name.Parse("units/*", req.GetName())
	if err != nil {
		return nil, err
	}
	asked, err := spanList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListUnitHistoryResponse, error) {
		found, err := page.Read(ctx, asked, tx.UnitHistory.Query().Where(unithistory.UnitID(ids[0])))
		if err != nil {
			return nil, err
		}
		if len(found.Rows) == 0 {
			if err := unitExists(ctx, tx, "name", ids[0]); err != nil {
				return nil, err
			}
		}
		answer := &directoryv1.ListUnitHistoryResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, h := range found.Rows {
			answer.Versions = append(answer.Versions, spanToProto(h))
		}
		return answer, nil
	})
}
