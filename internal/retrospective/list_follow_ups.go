package retrospective

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/followup"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// followUps is what follow-ups can be filtered and ordered by.
var followUps = page.NewList[*dispatchv1.ListFollowUpsRequest, *ent.FollowUp]("due_time", filter.Columns{
	"create_time":  filter.Time(followup.FieldCreateTime),
	"due_time":     filter.Time(followup.FieldDueTime),
	"finish_time":  filter.Time(followup.FieldFinishTime),
	"overdue_time": filter.Time(followup.FieldOverdueTime),
	"state":        filter.Enum[dispatchv1.FollowUp_State](followup.FieldState),
	"unit":         filter.Ref(followup.FieldUnitID, "units/*"),
})

// ListFollowUps lists what the caller's units are to do, and what they have asked of others.
func (s *Service) ListFollowUps(ctx context.Context, req *dispatchv1.ListFollowUpsRequest) (*dispatchv1.ListFollowUpsResponse, error) {
	asked, err := followUps.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListFollowUpsResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.FollowUp.Query(), nil, followUpWays(ctx)...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListFollowUpsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.FollowUps = append(res.FollowUps, followUpProto(row))
		}
		return res, nil
	})
}

// followUpWays are those on which a reader comes to see follow-ups, as followUpFacts has it.
func followUpWays(ctx context.Context) (all []page.Way) {
	for _, part := range access.ReachFor(ctx, permitRead).Parts() {
		where, none := limitsOf(part.Limits, followup.SubDistrictIDIn)
		switch {
		case none:
			continue
		case part.All:
			all = append(all, page.Way{Where: where})
			continue
		}
		for _, column := range []string{followup.FieldUnitID, followup.FieldSubDistrictID} {
			all = append(all, page.Way{By: []page.By{page.ByID(column, part.Units...)}, Where: where})
		}
	}
	return all
}
