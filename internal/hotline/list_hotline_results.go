package hotline

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hotlineresult"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// resultList is what results can be filtered and ordered by.
var resultList = page.NewList[*intakev1.ListHotlineResultsRequest, *ent.HotlineResult]("create_time desc", filter.Columns{
	"create_time":   filter.Time(hotlineresult.FieldCreateTime),
	"edition":       filter.Number(hotlineresult.FieldEdition),
	"hotline_order": filter.Ref(hotlineresult.FieldHotlineOrderID, "hotlineOrders/*"),
	"next_try_time": filter.Time(hotlineresult.FieldNextTryTime),
	"reason":        filter.Enum[intakev1.HotlineResult_Reason](hotlineresult.FieldReason),
	"sent_time":     filter.Time(hotlineresult.FieldSentTime),
	"state":         filter.Enum[intakev1.HotlineResult_State](hotlineresult.FieldState),
	"tries":         filter.Number(hotlineresult.FieldTries),
})

// ListHotlineResults lists the results of the district, newest first.
func (s *Service) ListHotlineResults(ctx context.Context, req *intakev1.ListHotlineResultsRequest) (*intakev1.ListHotlineResultsResponse, error) {
	asked, err := resultList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListHotlineResultsResponse, error) {
		found, err := page.Read(ctx, asked, tx.HotlineResult.Query())
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListHotlineResultsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.HotlineResults = append(res.HotlineResults, toResult(row))
		}
		return res, nil
	})
}
