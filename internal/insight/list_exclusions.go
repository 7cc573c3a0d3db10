package insight

import (
	"context"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/exclusion"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// exclusionList is what exclusions can be filtered and ordered by.
var exclusionList = page.NewList[*insightv1.ListExclusionsRequest, *ent.Exclusion]("create_time desc", filter.Columns{
	"create_time":    filter.Time(exclusion.FieldCreateTime),
	"issue":          filter.Ref(exclusion.FieldIssueID, "issues/*"),
	"reason":         filter.Enum[insightv1.Exclusion_Reason](exclusion.FieldReason),
	"requester":      filter.Ref(exclusion.FieldRequesterID, "persons/*"),
	"review_time":    filter.Time(exclusion.FieldReviewTime),
	"reviewer":       filter.Ref(exclusion.FieldReviewerID, "persons/*"),
	"reviewing_unit": filter.Ref(exclusion.FieldReviewingUnitID, "units/*"),
	"state":          filter.Enum[insightv1.Exclusion_State](exclusion.FieldState),
	"unit":           filter.Ref(exclusion.FieldUnitID, "units/*"),
	"update_time":    filter.Time(exclusion.FieldUpdateTime),
})

// ListExclusions returns a page of the exclusions that the caller may see, newest first.
func (s *Service) ListExclusions(ctx context.Context, req *insightv1.ListExclusionsRequest) (*insightv1.ListExclusionsResponse, error) {
	asked, err := exclusionList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	ways := []page.Way{{}}
	if reach := access.ReachOf(ctx); !reach.All {
		ways = []page.Way{{By: []page.By{page.ByID(exclusion.FieldUnitID, reach.Units...)}},
			{By: []page.By{page.ByID(exclusion.FieldReviewingUnitID, reach.Units...)}}}
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*insightv1.ListExclusionsResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Exclusion.Query(), nil, ways...)
		if err != nil {
			return nil, err
		}
		answer := &insightv1.ListExclusionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, e := range found.Rows {
			answer.Exclusions = append(answer.Exclusions, exclusionToProto(e))
		}
		return answer, nil
	})
}
