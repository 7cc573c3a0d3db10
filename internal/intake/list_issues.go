package intake

import (
	"context"
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// issueList is what issues can be filtered and ordered by.
var issueList = page.NewList[*intakev1.ListIssuesRequest, ent.Issue]("create_time desc", filter.Columns{
	"category":     filter.Ref(issue.FieldCategoryID, "categories/*"),
	"channel":      filter.Enum[intakev1.Issue_Channel](issue.FieldChannel),
	"closed_time":  filter.Time(issue.FieldClosedTime),
	"community":    filter.Ref(issue.FieldCommunityID, "units/*"),
	"create_time":  filter.Time(issue.FieldCreateTime),
	"due_time":     filter.Time(issue.FieldDueTime),
	"duplicate_of": filter.Ref(issue.FieldDuplicateOfID, "issues/*"),
	"kind":         filter.Enum[intakev1.Issue_Kind](issue.FieldKind),
	"lead_unit":    filter.Ref(issue.FieldLeadUnitID, "units/*"),
	"number":       filter.Text(issue.FieldNumber),
	"private":      filter.Bool(issue.FieldPrivate),
	"replied_time": filter.Time(issue.FieldRepliedTime),
	"reopen_count": filter.Number(issue.FieldReopenCount),
	"state":        filter.Enum[intakev1.Issue_State](issue.FieldState),
	"sub_district": filter.Ref(issue.FieldSubDistrictID, "units/*"),
	"update_time":  filter.Time(issue.FieldUpdateTime),
	"urge_count":   filter.Number(issue.FieldUrgeCount),
	"urge_open":    filter.Bool(issue.FieldUrgeOpen),
})

// ListIssues lists the issues that the caller may see, newest first.
func (s *Service) ListIssues(ctx context.Context, req *intakev1.ListIssuesRequest) (*intakev1.ListIssuesResponse, error) {
	where, err := narrowed(req)
	if err != nil {
		return nil, err
	}
	asked, err := issueList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.ListIssuesResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Issue.Query(), where, ways(access.ReachOf(ctx), req)...)
		if err != nil {
			return nil, err
		}
		g, err := s.guard(ctx, tx, found.Rows...)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListIssuesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			shown, err := s.toIssue(ctx, row, g)
			if err != nil {
				return nil, err
			}
			res.Issues = append(res.Issues, shown)
		}
		return res, nil
	})
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
		id, err := optional(unit.field, "units/*", unit.given)
		if err != nil {
			return nil, err
		}
		if id != nil {
			where = append(where, unit.is(*id))
		}
	}
	if req.GetNumber() != "" {
		where = append(where, issue.Number(req.GetNumber()))
	}
	return where, nil
}

// done are the states in which nobody has an issue in hand. The indexes issue_open_by_unit and issue_open_by_lead_unit leave them out in
// these words, and are found by these words alone.
var done = []string{"ANSWERED", "DIVERTED", "MERGED", "CLOSED", "WITHDRAWN"}

func inHand(s *sql.Selector) {
	s.Where(sql.P(func(b *sql.Builder) {
		b.WriteString(s.C(issue.FieldState) + " NOT IN ('" + strings.Join(done, "', '") + "')")
	}))
}

// ways are those to the issues that visible lets through, or to the caller's own. Each is walked state by state where states are
// asked for.
func ways(reach access.Reach, req *intakev1.ListIssuesRequest) (found []page.Way) {
	var states []string
	for _, state := range req.GetStates() {
		states = append(states, wire.Word(state))
	}
	if len(reach.Self) > 0 {
		found = append(found, page.Way{By: []page.By{page.ByID(issue.FieldReporterID, reach.Self...)}})
	}
	switch {
	case req.GetMine():
	case reach.All:
		found = []page.Way{{}}
	default:
		for _, part := range reach.Parts() {
			found = append(found, covered(part, states)...)
		}
	}
	if len(states) > 0 {
		for i := range found {
			found[i].By = append(found[i].By, page.ByWord(issue.FieldState, states...))
		}
	}
	return found
}

// covered are the ways to the issues of one part of a reach: of its units, within its limits; none where it has no units.
func covered(part access.Limited, states []string) []page.Way {
	var limits []predicate.Issue
	if len(part.Categories) > 0 {
		limits = append(limits, issue.CategoryIDIn(part.Categories...))
	}
	if len(part.Areas) > 0 {
		limits = append(limits, issue.Or(issue.UnitIDIn(part.Areas...), issue.SubDistrictIDIn(part.Areas...),
			issue.CommunityIDIn(part.Areas...), issue.GridIDIn(part.Areas...)))
	}
	within := limits
	if len(states) > 0 && !slices.ContainsFunc(states, func(state string) bool { return slices.Contains(done, state) }) {
		within = append(slices.Clip(limits), inHand)
	}
	switch {
	case part.All:
		return []page.Way{{Where: all(limits)}}
	case len(part.Units) == 0:
		return nil
	}
	return []page.Way{
		{By: []page.By{page.ByID(issue.FieldUnitID, part.Units...)}, Where: all(within)},
		{By: []page.By{page.ByID(issue.FieldLeadUnitID, part.Units...)}, Where: all(within)},
		{Link: assistedBy(part.Units), Where: all(limits)},
	}
}

// all holds where each of some conditions does; nil where there are none.
func all(conditions []predicate.Issue) func(*sql.Selector) {
	if len(conditions) == 0 {
		return nil
	}
	return issue.And(conditions...)
}
