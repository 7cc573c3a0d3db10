package intake

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListIssues lists the issues that the caller may see, newest first.
func (s *Service) ListIssues(ctx context.Context, req *intakev1.ListIssuesRequest) (*intakev1.ListIssuesResponse, error) {
	where, err := asked(req)
	if err != nil {
		return nil, err
	}
	after, err := s.pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where = append(where, page.BehindNewest[predicate.Issue](after))
	where = append(where, seen(access.ReachOf(ctx), req.GetMine())...)
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.ListIssuesResponse, error) {
		rows, err := tx.Issue.Query().Where(where...).
			Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListIssuesResponse{}
		rows, res.NextPageToken = page.Cut(ctx, s.pages, req, rows, func(i *ent.Issue) page.Cursor {
			return page.Cursor{Time: i.CreateTime, ID: i.ID}
		})
		for _, row := range rows {
			shown, err := s.toIssue(ctx, row)
			if err != nil {
				return nil, err
			}
			res.Issues = append(res.Issues, shown)
		}
		return res, nil
	})
}

// asked is what the request narrows the list to.
func asked(req *intakev1.ListIssuesRequest) ([]predicate.Issue, error) {
	var where []predicate.Issue
	if len(req.GetStates()) > 0 {
		var states []string
		for _, state := range req.GetStates() {
			states = append(states, code(state, "STATE_"))
		}
		where = append(where, issue.StateIn(states...))
	}
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

// seen limits the list to what the reach covers: the same rows as visible, but for those that a unit only assists.
func seen(reach access.Reach, mine bool) []predicate.Issue {
	switch {
	case mine, len(reach.Units) == 0 && !reach.All:
		return []predicate.Issue{issue.ReporterID(reach.Self)}
	case reach.All:
		return nil
	}
	return []predicate.Issue{issue.Or(
		issue.ReporterID(reach.Self), issue.UnitIDIn(reach.Units...), issue.LeadUnitIDIn(reach.Units...),
	)}
}
