package savedfilter

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/savedfilter"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what saved filters can be filtered and ordered by.
var list = page.NewList[*intakev1.ListSavedFiltersRequest, *ent.SavedFilter]("create_time desc", filter.Columns{
	"create_time":  filter.Time(savedfilter.FieldCreateTime),
	"display_name": filter.Text(savedfilter.FieldDisplayName),
	"unit":         filter.Ref(savedfilter.FieldUnitID, "units/*"),
})

// ListSavedFilters lists the caller's own filters and those that his units share, newest first.
func (s *Service) ListSavedFilters(ctx context.Context, req *intakev1.ListSavedFiltersRequest) (*intakev1.ListSavedFiltersResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListSavedFiltersResponse, error) {
		found, err := page.Read(ctx, asked, tx.SavedFilter.Query().Where(savedfilter.Or(
			savedfilter.OwnerIDIn(access.From(ctx).Persons()...), savedfilter.UnitIDIn(workplaces(ctx)...))))
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListSavedFiltersResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.SavedFilters = append(res.SavedFilters, toProto(ctx, row))
		}
		return res, nil
	})
}

func toProto(ctx context.Context, row *ent.SavedFilter) *intakev1.SavedFilter {
	return &intakev1.SavedFilter{
		Name: name.Of("savedFilters", row.ID), DisplayName: row.DisplayName, Filter: row.Filter, OrderBy: row.OrderBy,
		Unit: name.OrEmpty("units", row.UnitID), Own: access.From(ctx).Is(row.OwnerID), CreateTime: timestamppb.New(row.CreateTime),
		Etag: etag.Of(row.Version),
	}
}
