package duty

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyoverride"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// overrideList is what overrides can be filtered and ordered by.
var overrideList = page.NewList[*dispatchv1.ListDutyOverridesRequest, *ent.DutyOverride]("create_time desc", filter.Columns{
	"approver":    filter.Ref(dutyoverride.FieldApproverID, "persons/*"),
	"community":   filter.Ref(dutyoverride.FieldCommunityID, "units/*"),
	"create_time": filter.Time(dutyoverride.FieldCreateTime),
	"issue":       filter.Ref(dutyoverride.FieldIssueID, "issues/*"),
	"role":        filter.Enum[dispatchv1.Assignment_Role](dutyoverride.FieldRole),
	"rule":        filter.Enum[dispatchv1.DutyOverride_Rule](dutyoverride.FieldRule),
	"use_time":    filter.Time(dutyoverride.FieldUseTime).Empty(),
})

// ListDutyOverrides returns a page of the overrides of the caller's sub-districts and against his communities, newest first.
func (s *Service) ListDutyOverrides(ctx context.Context, req *dispatchv1.ListDutyOverridesRequest) (*dispatchv1.ListDutyOverridesResponse, error) {
	asked, err := overrideList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	ways := []page.Way{{}}
	if reach := access.ReachOf(ctx); !reach.All {
		ways = []page.Way{{By: []page.By{page.ByID(dutyoverride.FieldSubDistrictID, reach.Units...)}},
			{By: []page.By{page.ByID(dutyoverride.FieldCommunityID, reach.Units...)}}}
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListDutyOverridesResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.DutyOverride.Query(), nil, ways...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListDutyOverridesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, o := range found.Rows {
			res.DutyOverrides = append(res.DutyOverrides, overrideToProto(o))
		}
		return res, nil
	})
}
