package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/moderationcase"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// caseList is what cases can be filtered and ordered by.
var caseList = page.NewList[*moderationv1.ListModerationCasesRequest, *ent.ModerationCase]("create_time desc", filter.Columns{
	"claimer":     filter.Ref(moderationcase.FieldClaimerID, "persons/*"),
	"create_time": filter.Time(moderationcase.FieldCreateTime),
	"decide_time": filter.Time(moderationcase.FieldDecideTime),
	"flag_count":  filter.Number(moderationcase.FieldFlagCount),
	"sensitive":   filter.Bool(moderationcase.FieldSensitive),
	"state":       filter.Enum[moderationv1.ModerationCase_State](moderationcase.FieldState),
	"subject":     filter.Text(moderationcase.FieldSubject),
	"unit":        filter.Ref(moderationcase.FieldUnitID, "units/*"),
})

// ListModerationCases returns a page of the cases of the caller's territory, newest first. Those that wait have indexes of their own
// (moderation_case_open_by_unit, moderation_case_open_by_time).
func (s *Service) ListModerationCases(ctx context.Context, req *moderationv1.ListModerationCasesRequest) (*moderationv1.ListModerationCasesResponse, error) {
	asked, err := caseList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.ListModerationCasesResponse, error) {
		var where []predicate.ModerationCase
		if !req.GetAll() {
			where = append(where, moderationcase.DecideTimeIsNil())
		}
		reach := access.ReachOf(ctx)
		way := page.Way{By: []page.By{page.ByID(moderationcase.FieldUnitID, reach.Units...)}}
		if reach.All {
			way = page.Way{}
		}
		found, err := page.ReadAlong(ctx, asked, tx.ModerationCase.Query(), where, way)
		if err != nil {
			return nil, err
		}
		answer := &moderationv1.ListModerationCasesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, c := range found.Rows {
			answer.ModerationCases = append(answer.ModerationCases, toCase(c))
		}
		return answer, nil
	})
}
