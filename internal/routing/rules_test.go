package routing

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// Two trees of three nodes each: a leaf, its parent and the root, and for units another leaf.
var (
	leaf, parent, root, other = uuid.UUID{1}, uuid.UUID{2}, uuid.UUID{3}, uuid.UUID{4}
	above                     = map[uuid.UUID][]uuid.UUID{leaf: {leaf, parent, root}, parent: {parent, root}, root: {root}, other: {other, root}}
)

// ruleOf draws a rule of a rank.
func ruleOf(t *rapid.T, rank int32) *ent.RoutingRule {
	node := func(label string) *uuid.UUID {
		return rapid.Ptr(rapid.SampledFrom([]uuid.UUID{leaf, parent, root, other}), true).Draw(t, label)
	}
	return &ent.RoutingRule{ID: uuid.UUID{byte(rank), byte(rank >> 8), 9}, Rank: rank, CategoryID: node("category"), AreaID: node("area"),
		Kinds:       rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"HELP", "COMPLAINT"}), 0, 2, rapid.ID[string]).Draw(t, "kinds"),
		Hours:       rapid.SampledFrom([]string{allHours, officeHours, offHours}).Draw(t, "hours"),
		Weekdays:    rapid.SliceOfNDistinct(rapid.IntRange(1, 3), 0, 2, rapid.ID[int]).Draw(t, "weekdays"),
		LeadUnitID:  rapid.SampledFrom([]uuid.UUID{leaf, parent, other}).Draw(t, "lead"),
		AssistUnits: rapid.SliceOfNDistinct(rapid.SampledFrom([]uuid.UUID{leaf, parent, other}), 0, 2, rapid.ID[uuid.UUID]).Draw(t, "assist")}
}

func matterDrawn(t *rapid.T) matter {
	recused := rapid.SliceOfN(rapid.SampledFrom([]uuid.UUID{leaf, parent, other}), 0, 1).Draw(t, "recused")
	return matter{categories: above[rapid.SampledFrom([]uuid.UUID{leaf, other, {}}).Draw(t, "of category")],
		areas:  above[rapid.SampledFrom([]uuid.UUID{leaf, other, {}}).Draw(t, "lies in")],
		kind:   rapid.SampledFrom([]string{"HELP", "COMPLAINT", ""}).Draw(t, "kind"),
		office: rapid.Bool().Draw(t, "office"), weekday: rapid.IntRange(1, 3).Draw(t, "weekday"),
		recused: func(unit uuid.UUID) bool {
			return slices.ContainsFunc(above[unit], func(u uuid.UUID) bool { return slices.Contains(recused, u) })
		}}
}

// proves DI-01, DI-02
func TestTheOrderOfTheRulesDecidesAndEachOneBeforeSaysWhyNot(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		byRank := map[int32]*ent.RoutingRule{}
		for _, rank := range rapid.SliceOfNDistinct(rapid.Int32Range(1, 1000), 0, 8, rapid.ID[int32]).Draw(t, "ranks") {
			byRank[rank] = ruleOf(t, rank)
		}
		ranks := slices.Sorted(maps.Keys(byRank))
		m := matterDrawn(t)
		got := route(rapid.Permutation(slices.Collect(maps.Values(byRank))).Draw(t, "as stored"), m)
		for i, rank := range ranks {
			r := byRank[rank]
			reasons := against(r, m)
			if (len(reasons) == 0) != met(r, m) {
				t.Fatalf("rank %d is met: %v, and %v is against it", rank, met(r, m), reasons)
			}
			if len(reasons) == 0 {
				if got.rule != r || len(got.passed) != i {
					t.Fatalf("%v decides after %d, want rank %d after %d", got.rule, len(got.passed), rank, i)
				}
				if all := slices.Concat(got.assist, got.recused); len(all) != len(r.AssistUnits) || slices.ContainsFunc(got.assist, m.recused) ||
					slices.ContainsFunc(got.recused, func(u uuid.UUID) bool { return !m.recused(u) }) {
					t.Fatalf("of %v %v assist and %v are recused", r.AssistUnits, got.assist, got.recused)
				}
				return
			}
			if got.passed[i].Rule != r.ID || !slices.Equal(got.passed[i].Reasons, reasons) {
				t.Fatalf("rule %d is passed over as %v", i, got.passed[i])
			}
		}
		if got.rule != nil || len(got.passed) != len(ranks) {
			t.Fatalf("no rule is met, and %v decides", got.rule)
		}
	})
}

// met says once more, condition by condition, whether a rule decides on a matter.
func met(r *ent.RoutingRule, m matter) bool {
	if r.CategoryID != nil && !slices.Contains(m.categories, *r.CategoryID) || r.AreaID != nil && !slices.Contains(m.areas, *r.AreaID) {
		return false
	}
	if len(r.Kinds) > 0 && !slices.Contains(r.Kinds, m.kind) || len(r.Weekdays) > 0 && !slices.Contains(r.Weekdays, m.weekday) {
		return false
	}
	if r.Hours == officeHours && !m.office || r.Hours == offHours && m.office {
		return false
	}
	return !m.recused(r.LeadUnitID)
}

func TestAMakeUpDayHasOfficeHoursAndAHolidayHasNone(t *testing.T) {
	t.Parallel()
	day := []calendar.Period{{From: 540, To: 720}, {From: 780, To: 1080}}
	working, err := calendar.New(calendar.Hours{Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day}, calendar.Embedded()...)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]struct {
		office  bool
		weekday int
	}{
		"2026-11-23 08:59": {false, 1}, "2026-11-23 09:00": {true, 1}, "2026-11-23 12:00": {false, 1}, "2026-11-23 17:59": {true, 1}, "2026-11-23 18:00": {false, 1},
		"2026-11-28 10:00": {false, 6}, "2026-11-29 10:00": {false, 7},
		"2026-10-01 10:00": {false, 4}, // National Day
		"2026-10-10 10:00": {true, 6},  // a Saturday that makes up for it
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if office, weekday := when(working, at); office != want.office || weekday != want.weekday {
			t.Errorf("%s: office hours %v, day %d, want %v", text, office, weekday, want)
		}
	}
}

func TestAProposalLapsesOnceSomebodyElseLeadsOrNobodyIsToBeFound(t *testing.T) {
	t.Parallel()
	triaged, called := "TRIAGED", &leaf
	for what, c := range map[string]struct {
		former *uuid.UUID
		issue  *ent.Issue
		lapsed bool
	}{
		"waits still":                {nil, &ent.Issue{State: "TRIAGED"}, false},
		"waits, after another round": {nil, &ent.Issue{State: "REOPENED", LeadUnitID: called}, false},
		"waits for the resident":     {nil, &ent.Issue{State: "INFO_REQUESTED", SuspendedState: &triaged}, false},
		"dispatched meanwhile":       {nil, &ent.Issue{State: "DISPATCHED", LeadUnitID: called}, true},
		"handled by the same":        {called, &ent.Issue{State: "HANDLING", LeadUnitID: &leaf}, false},
		"handled by another":         {called, &ent.Issue{State: "HANDLING", LeadUnitID: &other}, true},
		"returned":                   {called, &ent.Issue{State: "TRIAGED"}, true},
		"replied":                    {called, &ent.Issue{State: "REPLIED", LeadUnitID: called}, true},
		"withdrawn while it waited":  {nil, &ent.Issue{State: "WITHDRAWN"}, true},
	} {
		if got := lapsed(&ent.RouteProposal{FormerLeadUnitID: c.former}, c.issue); got != c.lapsed {
			t.Errorf("%s: lapsed %v", what, got)
		}
	}
}
