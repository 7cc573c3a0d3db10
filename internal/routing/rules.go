package routing

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// When a rule counts.
const (
	allHours    = "ALL"
	officeHours = "OFFICE"
	offHours    = "OFF"
)

// Why a rule does not decide.
const (
	byCategory = "CATEGORY"
	byArea     = "AREA"
	byKind     = "KIND"
	byHours    = "HOURS"
	byWeekday  = "WEEKDAY"
	byRecusal  = "RECUSED"
)

// matter is all that rules ask of an issue at a moment. What is not known meets no condition.
type matter struct {
	categories []uuid.UUID // its own and those above
	areas      []uuid.UUID // in which it lies
	kind       string
	office     bool
	weekday    int                       // Monday is 1
	recused    func(unit uuid.UUID) bool // whether a unit, or one above it, must not handle it
}

// outcome is what rules propose for a matter; rule is nil where none is met.
type outcome struct {
	rule    *ent.RoutingRule
	assist  []uuid.UUID
	recused []uuid.UUID // that would assist
	passed  []schema.PassedRule
}

// route asks one rule after the other, in the order of their ranks, until one decides.
func route(rules []*ent.RoutingRule, m matter) outcome {
	o := outcome{assist: []uuid.UUID{}, recused: []uuid.UUID{}, passed: []schema.PassedRule{}}
	inOrder := slices.SortedFunc(slices.Values(rules), func(a, b *ent.RoutingRule) int { return int(a.Rank - b.Rank) })
	for _, r := range inOrder {
		if reasons := against(r, m); len(reasons) > 0 {
			o.passed = append(o.passed, schema.PassedRule{Rule: r.ID, Reasons: reasons})
			continue
		}
		o.rule = r
		for _, unit := range r.AssistUnits {
			if m.recused(unit) {
				o.recused = append(o.recused, unit)
			} else {
				o.assist = append(o.assist, unit)
			}
		}
		return o
	}
	return o
}

// against is all that keeps a rule from deciding.
func against(r *ent.RoutingRule, m matter) (reasons []string) {
	for _, c := range []struct {
		reason string
		holds  bool
	}{
		{byCategory, r.CategoryID == nil || slices.Contains(m.categories, *r.CategoryID)},
		{byArea, r.AreaID == nil || slices.Contains(m.areas, *r.AreaID)},
		{byKind, len(r.Kinds) == 0 || slices.Contains(r.Kinds, m.kind)},
		{byHours, r.Hours == allHours || (r.Hours == officeHours) == m.office},
		{byWeekday, len(r.Weekdays) == 0 || slices.Contains(r.Weekdays, m.weekday)},
		{byRecusal, !m.recused(r.LeadUnitID)},
	} {
		if !c.holds {
			reasons = append(reasons, c.reason)
		}
	}
	return reasons
}

// when says of a moment whether it lies in office hours, and which day of the week it is.
func when(c *calendar.Calendar, at time.Time) (office bool, weekday int) {
	date := calendar.DateOf(at)
	for _, p := range c.Periods(date) {
		from, to := p.On(date)
		office = office || !at.Before(from) && at.Before(to)
	}
	return office, (int(date.Weekday())+6)%7 + 1
}

// holder is who leads the order that is out for an issue, nil while the issue waits for one; ok says that one of both is so. An issue that
// waits for somebody stands where its wait began.
func holder(issue *ent.Issue) (lead *uuid.UUID, ok bool) {
	state := issue.State
	if issue.SuspendedState != nil {
		state = *issue.SuspendedState
	}
	switch state {
	case "TRIAGED", "REOPENED":
		return nil, true
	case "DISPATCHED", "HANDLING":
		return issue.LeadUnitID, true
	}
	return nil, false
}

// lapsed says whether an issue has gone on without a proposal: nobody is to be found for it any more, or somebody else leads it than when that
// was made.
func lapsed(p *ent.RouteProposal, issue *ent.Issue) bool {
	lead, ok := holder(issue)
	return !ok || !same(p.FormerLeadUnitID, lead)
}

func same[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}
