package duty

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutycatalogue"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// catalogueList is what versions can be filtered and ordered by.
var catalogueList = page.NewList[*dispatchv1.ListDutyCataloguesRequest, *ent.DutyCatalogue]("start_date desc", filter.Columns{
	"create_time":  filter.Time(dutycatalogue.FieldCreateTime),
	"display_name": filter.Text(dutycatalogue.FieldName),
	"start_date":   filter.Time(dutycatalogue.FieldStartTime),
	"state":        filter.Enum[dispatchv1.DutyCatalogue_State](dutycatalogue.FieldState),
})

// ListDutyCatalogues returns a page of versions without their items, the latest start first.
func (s *Service) ListDutyCatalogues(ctx context.Context, req *dispatchv1.ListDutyCataloguesRequest) (*dispatchv1.ListDutyCataloguesResponse, error) {
	asked, err := catalogueList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListDutyCataloguesResponse, error) {
		found, err := page.Read(ctx, asked, tx.DutyCatalogue.Query())
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListDutyCataloguesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, c := range found.Rows {
			res.DutyCatalogues = append(res.DutyCatalogues, catalogueToProto(c))
		}
		return res, nil
	})
}
