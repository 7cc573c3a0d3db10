package finding

import (
	"slices"
	"strings"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// done are the states in which nobody has an issue in hand.
var done = []string{"ANSWERED", "DIVERTED", "MERGED", "CLOSED", "WITHDRAWN"}

// unfinished says of a state that it is none of them. The indexes issue_open_by_unit, issue_open_by_lead_unit and issue_open_by_cell leave
// them out in these words, and are found by these words alone.
var unfinished = "NOT IN ('" + strings.Join(done, "', '") + "')"

func inHand(s *sql.Selector) {
	s.Where(sql.P(func(b *sql.Builder) { b.WriteString(s.C(issue.FieldState) + " " + unfinished) }))
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

// assistedBy leads to the issues that one of some units assists: table issue_assist says what assist_unit_ids says, in the
// order of the list.
func assistedBy(units []uuid.UUID) *page.Link {
	return &page.Link{Table: "issue_assist", By: page.ByID("unit_id", units...), Key: "issue_id", Copies: map[string]string{issue.FieldCreateTime: "create_time"}}
}

// breadth is what a reach covers before its limits: everything, or some units.
func breadth(reach access.Reach) (everywhere bool, units []uuid.UUID) {
	for _, part := range reach.Parts() {
		everywhere, units = everywhere || part.All, append(units, part.Units...)
	}
	return everywhere, units
}
