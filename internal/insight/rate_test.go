package insight_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// ten has a unit handle ten issues of whose residents nine were contacted, eight have a solved matter, six are satisfied and two
// basically so, and an eleventh of which nobody was reached.
func (w world) ten(t *testing.T, lead string) (issues []string) {
	t.Helper()
	for i := range 10 {
		s := said{contacted: i < 9, solved: i < 8, satisfaction: not}
		if i < 6 {
			s.satisfaction = full
		} else if i < 8 {
			s.satisfaction = nearly
		}
		issues = append(issues, w.handled(t, lead, s))
	}
	last := w.file(t, testkit.Resident)
	w.send(t, last, lead)
	w.reply(t, last, lead)
	w.Count(t)
	return append(issues, last)
}

// proves IS-01
func TestTheRatesOfAUnitAreThoseComputedByHandWithNumeratorDenominatorAndFormula(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.finish(t, w.ten(t, "SWJ")[0])
	w.Count(t)
	r := w.rate(t, "SWJ")
	want := &insightv1.Tally{Received: 11, Closed: 1, Valid: 10, Contacted: 9, Solved: 8, Satisfied: 6, BasicallySatisfied: 2}
	if !proto.Equal(r.GetTally(), want) || r.GetUnit() != w.UnitName("SWJ") {
		t.Errorf("%v, want %v", r, want)
	}
	// 0.1 × 0.9 + 0.5 × 0.8 + 0.4 × (6 + 0.9 × 2) / 10 = 0.802
	score := 80.2
	if m := (&insightv1.Measures{Response: &insightv1.Ratio{Numerator: 9, Denominator: 10, Value: 0.9},
		Solved:       &insightv1.Ratio{Numerator: 8, Denominator: 10, Value: 0.8},
		Satisfaction: &insightv1.Ratio{Numerator: 7.8, Denominator: 10, Value: 0.78}, Score: &score}); !proto.Equal(r.GetMeasures(), m) {
		t.Errorf("%v, want %v", r.GetMeasures(), m)
	}
	if begins, ends := r.GetStartTime().AsTime(), r.GetEndTime().AsTime(); !begins.Equal(time.Date(2026, 11, 18, 16, 0, 0, 0, time.UTC)) ||
		!ends.Equal(time.Date(2026, 12, 18, 16, 0, 0, 0, time.UTC)) {
		t.Errorf("the month lasts from %v to %v", begins, ends)
	}
	explained := must[*insightv1.ExplainRateResponse](t)(w.as(testkit.LiaisonB).ExplainRate(t.Context(), &insightv1.ExplainRateRequest{Name: r.GetName()}))
	if explained.GetFormula() != "综合成绩 = 100 × (10% × 联系数 + 50% × 解决数 + 40% × (满意数 + 90% × 基本满意)) ÷ 有效回访, 保留一位小数" ||
		explained.GetRate().GetFormulaVersion() != 1 || explained.GetRate().GetPolicy() != r.GetPolicy() {
		t.Errorf("%v", explained)
	}
	day := w.rates(t, testkit.LiaisonB, &insightv1.ListRatesRequest{Period: "2026-11-24"})
	if !proto.Equal(day.GetRates()[0].GetTally(), want) {
		t.Errorf("the report day: %v", day)
	}
	if before := w.rates(t, testkit.LiaisonB, &insightv1.ListRatesRequest{Period: "2026-11-23"}); len(before.GetRates()) != 0 {
		t.Errorf("the day that ended at noon: %v", before)
	}
}

// proves IS-01
func TestAUnitWithoutAValidCallbackHasNoRateAndNoPlace(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.send(t, w.file(t, testkit.Resident), "SGZW-FS")
	w.handled(t, "SWJ", said{true, false, not})
	w.Count(t)
	list := w.rates(t, testkit.SystemAdmin, &insightv1.ListRatesRequest{Period: month})
	if len(list.GetRates()) != 2 {
		t.Fatal(list)
	}
	first, last := list.GetRates()[0], list.GetRates()[1]
	if first.GetRank() != 1 || first.GetMeasures().GetScore() != 10 || last.GetRank() != 0 || !last.GetMeasures().GetNoSample() || last.GetMeasures().Score != nil {
		t.Errorf("%v", list)
	}
	total := list.GetTotal()
	if total.GetMean().GetCount() != 1 || total.GetMean().GetScore() != 10 || total.GetPooled().GetScore() != 10 || total.GetTally().GetReceived() != 2 {
		t.Errorf("%v", total)
	}
}

// proves IS-01
func TestTheTotalIsBothPooledAndTheMeanOfTheUnits(t *testing.T) {
	t.Parallel()
	w := start(t)
	for range 3 {
		w.handled(t, "SWJ", said{true, true, full})
	}
	w.handled(t, "YLLHJ", said{false, false, not})
	w.Count(t)
	total := w.rates(t, testkit.AuditAdmin, &insightv1.ListRatesRequest{Period: month}).GetTotal()
	if total.GetPooled().GetScore() != 75 || total.GetMean().GetScore() != 50 || total.GetMean().GetCount() != 2 {
		t.Errorf("%v", total)
	}
	street := w.rates(t, testkit.Dispatcher, &insightv1.ListRatesRequest{Period: month, Dimension: insightv1.Rate_DIMENSION_SUB_DISTRICT})
	if len(street.GetRates()) != 1 || street.GetRates()[0].GetMeasures().GetScore() != 75 {
		t.Errorf("西潞街道: %v", street)
	}
	categories := w.rates(t, testkit.SystemAdmin, &insightv1.ListRatesRequest{Period: month, Dimension: insightv1.Rate_DIMENSION_CATEGORY})
	if len(categories.GetRates()) != 1 || categories.GetRates()[0].GetCategory() != categoryOf(demo.CategoryWater) {
		t.Errorf("by category: %v", categories)
	}
}

// orders are the issues behind a rate that a filter keeps, read page by page.
func (w world) orders(t *testing.T, who testkit.Who, rate, filter string) (issues []string) {
	t.Helper()
	for token := ""; ; {
		page := must[*insightv1.ExplainRateResponse](t)(w.as(who).ExplainRate(t.Context(), &insightv1.ExplainRateRequest{Name: rate, Filter: filter, PageSize: 3, PageToken: token}))
		for _, o := range page.GetOrders() {
			issues = append(issues, o.GetIssue())
		}
		if token = page.GetNextPageToken(); token == "" {
			return issues
		}
	}
}

// proves IS-03
func TestARateLeadsToItsExactOrdersAndALateCallbackMakesANewRevision(t *testing.T) {
	t.Parallel()
	w := start(t)
	issues := w.ten(t, "SWJ")
	then := w.rate(t, "SWJ")
	asked := w.Clock.Now(demo.Fangshan)
	drill := map[string][]string{"": issues, "valid = true": issues[:10], "valid = true AND contacted = true": issues[:9],
		"solved = true": issues[:8], "satisfaction = SATISFACTION_SATISFIED": issues[:6], "satisfaction = SATISFACTION_BASICALLY": issues[6:8]}
	for filter, want := range drill {
		if got := w.orders(t, testkit.LiaisonB, then.GetName(), filter); !slices.Equal(got, want) {
			t.Errorf("orders of %q: %v, want %v", filter, got, want)
		}
	}
	w.Clock.Advance(40 * 24 * time.Hour) // long after the month
	w.call(t, issues[10], said{true, true, full})
	w.Count(t)
	now := w.rate(t, "SWJ")
	if now.GetRevision() != then.GetRevision()+1 || now.GetTally().GetValid() != 11 || now.GetTally().GetSolved() != 9 {
		t.Errorf("after the late callback: %v, before it: %v", now, then)
	}
	old := must[*insightv1.Rate](t)(w.as(testkit.LiaisonB).GetRate(t.Context(), &insightv1.GetRateRequest{Name: then.GetName()}))
	if old.GetSupersededTime() == nil || !old.GetSupersededTime().AsTime().Equal(now.GetCreateTime().AsTime()) {
		t.Errorf("the old revision was superseded at %v", old.GetSupersededTime())
	}
	if old.SupersededTime, old.Rank = nil, then.GetRank(); !proto.Equal(old, then) {
		t.Errorf("the old revision says %v, and said %v", old, then)
	}
	for filter, want := range drill {
		if got := w.orders(t, testkit.LiaisonB, then.GetName(), filter); !slices.Equal(got, want) {
			t.Errorf("asked again, the orders of %q: %v, want %v", filter, got, want)
		}
	}
	if got := w.orders(t, testkit.LiaisonB, now.GetName(), "valid = true"); !slices.Equal(got, issues) {
		t.Errorf("the new denominator: %v", got)
	}
	again := w.rates(t, testkit.LiaisonB, &insightv1.ListRatesRequest{Period: month, AsOf: timestamppb.New(asked)})
	if len(again.GetRates()) != 1 || again.GetRates()[0].GetName() != then.GetName() {
		t.Errorf("as of then: %v", again)
	}
}

// proves IS-01
func TestAPolicyCountsForThePeriodsThatBeginUnderItAndAnotherMayBeAskedFor(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.ten(t, "SWJ")
	admin := w.as(testkit.SystemAdmin)
	set := &insightv1.SetRatePolicyRequest{RatePolicy: &insightv1.RatePolicy{ResponseWeight: 30, SolvedWeight: 35, SatisfactionWeight: 35,
		BasicallySatisfiedPercent: 80, MonthFirstDay: 1, DayEndHour: 8, Source: "区通知", ValidFrom: timestamppb.New(noon.AddDate(0, 1, 0))}}
	wrong := proto.Clone(set).(*insightv1.SetRatePolicyRequest)
	wrong.RatePolicy.SolvedWeight = 36
	_, err := admin.SetRatePolicy(t.Context(), wrong)
	testkit.WantFault(t, err, codes.InvalidArgument, "POLICY_WEIGHTS")
	_, err = w.as(testkit.StreetLeader).SetRatePolicy(t.Context(), set)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	past := proto.Clone(set).(*insightv1.SetRatePolicyRequest)
	past.RatePolicy.ValidFrom = timestamppb.New(noon.AddDate(0, -1, 0))
	_, err = admin.SetRatePolicy(t.Context(), past)
	testkit.WantFault(t, err, codes.InvalidArgument, "SETTING_IN_PAST")
	policy := must[*insightv1.RatePolicy](t)(admin.SetRatePolicy(t.Context(), set))
	if got := w.rate(t, "SWJ").GetMeasures().GetScore(); got != 80.2 {
		t.Errorf("the month that runs is measured anew: %v", got)
	}
	other := w.rates(t, testkit.LiaisonB, &insightv1.ListRatesRequest{Period: month, Policy: policy.GetName()})
	// 0.3 × 0.9 + 0.35 × 0.8 + 0.35 × (6 + 0.8 × 2) / 10 = 0.27 + 0.28 + 0.266
	if got := other.GetRates()[0]; got.GetMeasures().GetScore() != 81.6 || got.GetPolicy() != policy.GetName() {
		t.Errorf("by the other policy: %v", got)
	}
	public := must[*insightv1.ListRatePoliciesResponse](t)(w.as(testkit.Anonymous).ListRatePolicies(t.Context(), &insightv1.ListRatePoliciesRequest{}))
	if len(public.GetRatePolicies()) != 2 || public.GetRatePolicies()[0].GetName() != policy.GetName() || public.GetRatePolicies()[1].GetSolvedWeight() != 50 {
		t.Errorf("everybody reads %v", public)
	}
	w.Clock.Set(noon.AddDate(0, 2, 0)) // 23 January: natural months now
	w.handled(t, "SWJ", said{true, true, nearly})
	w.Count(t)
	january := w.rates(t, testkit.LiaisonB, &insightv1.ListRatesRequest{Period: "2027-01"}).GetRates()[0]
	// begun on 19 December under the old policy, ended by the new one
	if january.GetStartTime().AsTime() != time.Date(2026, 12, 18, 16, 0, 0, 0, time.UTC) || january.GetEndTime().AsTime() != time.Date(2027, 1, 31, 16, 0, 0, 0, time.UTC) {
		t.Errorf("January lasts from %v to %v", january.GetStartTime().AsTime(), january.GetEndTime().AsTime())
	}
	_, err = admin.CancelRatePolicy(t.Context(), &insightv1.CancelRatePolicyRequest{Name: policy.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "SETTING_BEGUN")
}

// proves IS-01
func TestAUnitSeesItsOwnRatesAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.handled(t, "SWJ", said{true, true, full})
	w.Count(t)
	r := w.rate(t, "SWJ")
	if list := w.rates(t, testkit.LiaisonA, &insightv1.ListRatesRequest{Period: month}); len(list.GetRates()) != 0 || list.GetTotal().GetTally().GetReceived() != 0 {
		t.Errorf("another department sees %v", list)
	}
	_, err := w.as(testkit.LiaisonA).GetRate(t.Context(), &insightv1.GetRateRequest{Name: r.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.LiaisonA).ExplainRate(t.Context(), &insightv1.ExplainRateRequest{Name: r.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.Resident).ListRates(t.Context(), &insightv1.ListRatesRequest{Period: month})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.Dispatcher).ListRates(t.Context(), &insightv1.ListRatesRequest{Period: month, Dimension: insightv1.Rate_DIMENSION_CATEGORY})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.as(testkit.SystemAdmin).ListRates(t.Context(), &insightv1.ListRatesRequest{Period: "2026-02-30"})
	testkit.WantFault(t, err, codes.InvalidArgument, "PERIOD_UNKNOWN")
}
