package timing_test

import (
	"testing"
	"time"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// why is the explanation of the clock of a kind that a unit has.
func why(s testkit.Dispatches, d *dispatchv1.Dispatch, code string, kind dispatchv1.Clock_Kind) *dispatchv1.ClockExplanation {
	s.T.Helper()
	return testkit.Must[*dispatchv1.ClockExplanation](s)(s.As(testkit.Dispatcher).ExplainClock(s.Ctx,
		&dispatchv1.ExplainClockRequest{Name: s.ClockOf(d, s.AssignmentOf(d, code), kind).GetName()}))
}

// One district gives the water office an hour to sign, and urgent matters six working hours to come.
//
// proves DI-12
func TestALineForAUnitOrAnUrgencyTakesThePlaceOfTheLimitOfTheKindAndSaysWhy(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	plain := s.Emergency()
	s.Settle(t, "dispatch.limits", `[
		{"clock": "SIGN", "kind": "WHISTLE_EMERGENCY", "minutes": 20, "basis": "ELAPSED", "source": "区办通知"},
		{"clock": "SIGN", "unit": "SWJ", "minutes": 60, "basis": "ELAPSED", "source": "水务局承诺"},
		{"clock": "REPORT_IN", "tier": "ORDINARY", "unit": "YLLHJ", "minutes": 0, "basis": "ELAPSED", "source": "不需到场"},
		{"clock": "COMPLETE", "kind": "WHISTLE_EMERGENCY", "unit": "SWJ", "minutes": 1440, "basis": "WORKING_DAYS", "source": "抢修规程"}]`)
	now := s.Clock.Now(0)
	d := s.Emergency()

	water := why(s, d, testkit.WaterOffice, dispatchv1.Clock_KIND_SIGN)
	s.WantTime("the water office signs", water.GetClock().GetDueTime(), now.Add(time.Hour))
	if r := water.GetLimitReason(); r.GetSetting() != "settings/dispatch.limits" || r.GetSource() != "水务局承诺" || r.GetLine().GetUnit() != testkit.WaterOffice ||
		r.GetLine().GetKind() != dispatchv1.Dispatch_KIND_UNSPECIFIED {
		t.Errorf("because of %v", r)
	}
	other := why(s, d, testkit.Planning, dispatchv1.Clock_KIND_SIGN)
	s.WantTime("another unit signs", other.GetClock().GetDueTime(), now.Add(20*time.Minute))
	if r := other.GetLimitReason(); r.GetSource() != "区办通知" || r.GetLine().GetKind() != dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY {
		t.Errorf("because of %v", r)
	}
	reportIn := why(s, d, testkit.Planning, dispatchv1.Clock_KIND_REPORT_IN)
	if r := reportIn.GetLimitReason(); r.GetSetting() != "settings/dispatch.report_in.whistle_emergency" || r.GetSource() == "" || r.GetLine() != nil {
		t.Errorf("the limit of the kind holds because of %v", r)
	}
	for _, c := range s.ClocksOf(d) {
		if c.GetParent() == s.AssignmentOf(d, testkit.GardensOffice) && c.GetKind() == dispatchv1.Clock_KIND_REPORT_IN {
			t.Errorf("a limit that a line takes away runs: %v", c)
		}
	}
	s.WantTime("the duty of the unit with a limit of its own", s.Assignment(s.ReadDispatch(d), testkit.WaterOffice).GetDueTime(), now.Add(24*time.Hour))
	s.WantTime("the dispatch, with its lead", s.ReadDispatch(d).GetDueTime(), now.Add(24*time.Hour))
	if a := s.Assignment(s.ReadDispatch(d), testkit.Planning); a.GetDueTime() != nil {
		t.Errorf("a unit without that limit is due %v", a.GetDueTime().AsTime())
	}
	s.WantTime("what was sent before", s.ClockOf(plain, s.AssignmentOf(plain, testkit.WaterOffice), dispatchv1.Clock_KIND_SIGN).GetDueTime(), testkit.Epoch.Add(10*time.Minute))
}

// proves DI-12, IN-43
func TestALineForACategorySetsThePromiseAndTheClocksOfTheOrderAndADeeperOneComesFirst(t *testing.T) {
	t.Parallel()
	w := testkit.StartIssues(t)
	s := testkit.Dispatches{Kit: w.Kit, T: t, Ctx: t.Context()}
	deed := w.SubCategory(t, "TEST.PROPERTY.DEED")
	s.Settle(t, "dispatch.limits", `[
		{"clock": "COMPLETE", "category": "TEST.PROPERTY", "minutes": 2880, "basis": "ELAPSED", "source": "登记办法"},
		{"clock": "COMPLETE", "category": "TEST.PROPERTY.DEED", "tier": "ORDINARY", "minutes": 4320, "basis": "WORKING_DAYS", "source": "登记细则"},
		{"clock": "SIGN", "category": "TEST.PROPERTY", "minutes": 30, "basis": "ELAPSED", "source": "登记办法"}]`)
	now := s.Clock.Now(0)
	file := func(category string) *intakev1.Issue {
		return w.File(t, func(i *intakev1.Issue) { i.Category = category })
	}
	s.WantTime("promised for the category", file(w.Category).GetDueTime(), now.Add(48*time.Hour))
	issue := file(deed)
	promised := now.Add(72 * time.Hour) // Monday to Thursday
	s.WantTime("promised for the one below, in working days", issue.GetDueTime(), promised)
	issue = w.Do(t, issue, "triage", "dispatch")
	order := s.ReadDispatch(&dispatchv1.Dispatch{Name: issue.GetDispatch()})
	sign := why(s, order, testkit.Planning, dispatchv1.Clock_KIND_SIGN)
	if got := sign.GetClock().GetLimitMinutes(); got != 30 || sign.GetLimitReason().GetLine().GetCategory() != "TEST.PROPERTY" {
		t.Errorf("%d minutes to sign because of %v", got, sign.GetLimitReason())
	}
	complete := why(s, order, testkit.Planning, dispatchv1.Clock_KIND_COMPLETE)
	if r := complete.GetLimitReason(); r == nil || r.GetSetting() != "" || r.GetLine() != nil {
		t.Errorf("the order states its due time, and the reason is %v", r)
	}
	s.WantTime("the order is due as was promised", order.GetDueTime(), promised)
}

// proves IN-43
func TestTheTierOfTheCategorySetsThePromiseAndIsThatOfTheOrder(t *testing.T) {
	t.Parallel()
	w := testkit.StartIssues(t)
	s := testkit.Dispatches{Kit: w.Kit, T: t, Ctx: t.Context()}
	for tier, want := range map[directoryv1.Category_Tier]time.Duration{
		directoryv1.Category_TIER_EMERGENCY: 2 * time.Hour, directoryv1.Category_TIER_URGENT: 24 * time.Hour,
		directoryv1.Category_TIER_ORDINARY: 7 * 24 * time.Hour, directoryv1.Category_TIER_COMPLEX: 15 * 24 * time.Hour,
	} {
		category := w.NewCategory(t, "TEST."+tier.String(), tier)
		issue := w.File(t, func(i *intakev1.Issue) { i.Category = category })
		s.WantTime(tier.String(), issue.GetDueTime(), issue.GetCreateTime().AsTime().Add(want))
		order := s.ReadDispatch(&dispatchv1.Dispatch{Name: w.Do(t, issue, "triage", "dispatch").GetDispatch()})
		if got := order.GetTier().String(); got != tier.String() {
			t.Errorf("the order of an issue of %v is %s", tier, got)
		}
	}
}
