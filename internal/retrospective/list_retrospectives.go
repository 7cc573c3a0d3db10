package retrospective

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/retrospective"
	"github.com/haolinju/haolinju/ent/retrospectiveunit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what retrospectives can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListRetrospectivesRequest, *ent.Retrospective]("create_time desc", filter.Columns{
	"close_time":  filter.Time(retrospective.FieldCloseTime),
	"create_time": filter.Time(retrospective.FieldCreateTime),
	"dispatch":    filter.Ref(retrospective.FieldDispatchID, "dispatches/*"),
	"issue":       filter.Ref(retrospective.FieldIssueID, "issues/*"),
	"state":       filter.Enum[dispatchv1.Retrospective_State](retrospective.FieldState),
	"unit":        filter.Ref(retrospective.FieldUnitID, "units/*"),
})

// ListRetrospectives lists those that the caller's units lead or take part in, without what was found.
func (s *Service) ListRetrospectives(ctx context.Context, req *dispatchv1.ListRetrospectivesRequest) (*dispatchv1.ListRetrospectivesResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListRetrospectivesResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Retrospective.Query(), nil, ways(ctx)...)
		if err != nil {
			return nil, err
		}
		if err := outline(ctx, tx, found.Rows...); err != nil {
			return nil, err
		}
		res := &dispatchv1.ListRetrospectivesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Retrospectives = append(res.Retrospectives, toProto(row, false))
		}
		return res, nil
	})
}

// ways are those on which a reader comes to see retrospectives, as factsOf has it.
func ways(ctx context.Context) (all []page.Way) {
	for _, part := range access.ReachFor(ctx, permitRead).Parts() {
		where, none := limitsOf(part.Limits, retrospective.UnitIDIn)
		switch {
		case none:
			continue
		case part.All:
			all = append(all, page.Way{Where: where})
			continue
		}
		taking := page.Link{Table: retrospectiveunit.Table, By: page.ByID(retrospectiveunit.FieldUnitID, part.Units...),
			Key: retrospectiveunit.FieldRetrospectiveID, Copies: map[string]string{retrospective.FieldCreateTime: retrospectiveunit.FieldRetrospectiveCreateTime}}
		all = append(all, page.Way{By: []page.By{page.ByID(retrospective.FieldUnitID, part.Units...)}, Where: where}, page.Way{Link: &taking, Where: where})
	}
	return all
}

// limitsOf keeps the rows whose sub-district limits admit, by the condition on it; nil where there are none. What is looked back on is of no
// category here, so limits to some admit none of it.
func limitsOf[P ~func(*sql.Selector)](l access.Limits, in func(...uuid.UUID) P) (where func(*sql.Selector), none bool) {
	if len(l.Areas) > 0 {
		where = in(l.Areas...)
	}
	return where, len(l.Categories) > 0
}
