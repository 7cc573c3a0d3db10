package finding

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// issueList is what issues can be filtered and ordered by.
var issueList = page.NewList[*intakev1.ListIssuesRequest, *ent.Issue]("create_time desc", filter.Columns{
	"category":       filter.Ref(issue.FieldCategoryID, "categories/*"),
	"channel":        filter.Enum[intakev1.Issue_Channel](issue.FieldChannel),
	"closed_time":    filter.Time(issue.FieldClosedTime),
	"closing_reason": filter.Enum[intakev1.Issue_ClosingReason](issue.FieldClosingReason),
	"community":      filter.Ref(issue.FieldCommunityID, "units/*"),
	"create_time":    filter.Time(issue.FieldCreateTime),
	"due_time":       filter.Time(issue.FieldDueTime),
	"duplicate_of":   filter.Ref(issue.FieldDuplicateOfID, "issues/*"),
	"kind":           filter.Enum[intakev1.Issue_Kind](issue.FieldKind),
	"lead_unit":      filter.Ref(issue.FieldLeadUnitID, "units/*"),
	"number":         filter.Text(issue.FieldNumber),
	"private":        filter.Bool(issue.FieldPrivate),
	"replied_time":   filter.Time(issue.FieldRepliedTime),
	"reopen_count":   filter.Number(issue.FieldReopenCount),
	"state":          filter.Enum[intakev1.Issue_State](issue.FieldState),
	"sub_district":   filter.Ref(issue.FieldSubDistrictID, "units/*"),
	"update_time":    filter.Time(issue.FieldUpdateTime),
	"urge_count":     filter.Number(issue.FieldUrgeCount),
	"urge_open":      filter.Bool(issue.FieldUrgeOpen),
})

// ListIssues lists the issues that the caller may see, newest first.
func (s *Service) ListIssues(ctx context.Context, req *intakev1.ListIssuesRequest) (*intakev1.ListIssuesResponse, error) {
	where, err := narrowed(req)
	if err != nil {
		return nil, err
	}
	asked, err := issueList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListIssuesResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Issue.Query(), where, ways(access.ReachOf(ctx), req)...)
		if err != nil {
			return nil, err
		}
		shown, err := s.Issues.ShowIssues(ctx, tx, found.Rows)
		return &intakev1.ListIssuesResponse{Issues: shown, NextPageToken: found.Next, TotalSize: found.Total}, err
	})
}

// CheckIssueFilter says what is wrong with a filter and an order of issues.
func (s *Service) CheckIssueFilter(ctx context.Context, filter, orderBy string) error {
	_, err := issueList.Parse(ctx, s.Pages, &intakev1.ListIssuesRequest{Filter: filter, OrderBy: orderBy})
	return err
}

// narrowed is what the request narrows the list to.
func narrowed(req *intakev1.ListIssuesRequest) ([]predicate.Issue, error) {
	var where []predicate.Issue
	for _, unit := range []struct {
		field, given string
		is           func(uuid.UUID) predicate.Issue
	}{
		{"sub_district", req.GetSubDistrict(), issue.SubDistrictID},
		{"lead_unit", req.GetLeadUnit(), issue.LeadUnitID},
	} {
		id, err := name.ParseOptional(unit.field, "units/*", unit.given)
		if err != nil {
			return nil, err
		}
		if id != uuid.Nil {
			where = append(where, unit.is(id))
		}
	}
	if req.GetNumber() != "" {
		where = append(where, issue.Number(req.GetNumber()))
	}
	return where, nil
}
