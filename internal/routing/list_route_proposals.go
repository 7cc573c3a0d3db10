package routing

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/routeproposal"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// proposalList is what proposals can be filtered and ordered by.
var proposalList = page.NewList[*dispatchv1.ListRouteProposalsRequest, *ent.RouteProposal]("create_time desc", filter.Columns{
	"cause":       filter.Enum[dispatchv1.RouteProposal_Cause](routeproposal.FieldCause),
	"create_time": filter.Time(routeproposal.FieldCreateTime),
	"decide_time": filter.Time(routeproposal.FieldDecideTime).Empty(),
	"issue":       filter.Ref(routeproposal.FieldIssueID, "issues/*"),
	"state":       filter.Enum[dispatchv1.RouteProposal_State](routeproposal.FieldState),
})

// ListRouteProposals returns a page of the proposals for the issues of the caller's sub-districts, newest first.
func (s *Service) ListRouteProposals(ctx context.Context, req *dispatchv1.ListRouteProposalsRequest) (*dispatchv1.ListRouteProposalsResponse, error) {
	asked, err := proposalList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	way := page.Way{}
	if reach := access.ReachOf(ctx); !reach.All {
		way.By = []page.By{page.ByID(routeproposal.FieldSubDistrictID, reach.Units...)}
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListRouteProposalsResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.RouteProposal.Query(), nil, way)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListRouteProposalsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, p := range found.Rows {
			res.RouteProposals = append(res.RouteProposals, proposalToProto(p))
		}
		return res, nil
	})
}
