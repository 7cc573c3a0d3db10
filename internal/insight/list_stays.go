package insight

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/stay"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// stayList is what stays can be filtered and ordered by.
var stayList = page.NewList[*insightv1.ListStaysRequest, *ent.Stay]("start_time", filter.Columns{
	"end_time":   filter.Time(stay.FieldEndTime),
	"start_time": filter.Time(stay.FieldStartTime),
	"state":      filter.Enum[intakev1.Issue_State](stay.FieldState),
	"unit":       filter.Ref(stay.FieldUnitID, "units/*"),
})

// ListStays returns a page of the stays of an issue, the first first.
func (s *Service) ListStays(ctx context.Context, req *insightv1.ListStaysRequest) (*insightv1.ListStaysResponse, error) {
	ids, err := name.ParseField("parent", "issues/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := stayList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ListStaysResponse, error) {
		row, err := tx.Issue.Query().Where(issue.ID(ids[0])).Only(ctx)
		if ent.IsNotFound(err) || err == nil && !measured(row, access.ReachOf(ctx)) {
			return nil, name.Unknown("parent", "issues", ids[0])
		}
		if err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Stay.Query().Where(stay.IssueID(ids[0])))
		if err != nil {
			return nil, err
		}
		answer := &insightv1.ListStaysResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, r := range found.Rows {
			answer.Stays = append(answer.Stays, &insightv1.Stay{Name: name.Of(req.GetParent()+"/stays", r.ID), State: stateOf(r.State),
				Unit: name.OrEmpty("units", r.UnitID), StartTime: timestamppb.New(r.StartTime), EndTime: wire.Timestamp(r.EndTime)})
		}
		return answer, nil
	})
}

// measured says whether a unit of the reach answers for the issue or leads its handling.
func measured(row *ent.Issue, reach access.Reach) bool {
	units := []uuid.UUID{row.UnitID, wire.Plain(row.SubDistrictID), wire.Plain(row.LeadUnitID)}
	return reach.Reaches(access.Facts{Units: units})
}

func stateOf(word string) intakev1.Issue_State {
	return intakev1.Issue_State(intakev1.Issue_State_value["STATE_"+word])
}
