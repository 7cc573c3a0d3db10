package performance_test

import (
	"maps"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// month is the appraisal month of the tests' noon.
const month = "2026-12"

// The dimensions by names as short as the tests want them.
const (
	byUnit      = insightv1.Performance_DIMENSION_UNIT
	byStreet    = insightv1.Performance_DIMENSION_SUB_DISTRICT
	byCommunity = insightv1.Performance_DIMENSION_COMMUNITY
	byCategory  = insightv1.Performance_DIMENSION_CATEGORY
)

type world struct {
	testkit.Dispatches
	issues testkit.Issues
}

func start(t *testing.T) world {
	t.Helper()
	issues := testkit.StartIssues(t)
	return world{testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}, issues}
}

func (w world) list(who testkit.Who, req *insightv1.ListPerformancesRequest) ([]*insightv1.Performance, error) {
	answer, err := insightv1.NewInsightServiceClient(w.Conn(who)).ListPerformances(w.Ctx, req)
	return answer.GetPerformances(), err
}

// row is what a performance tells: received, open, on time, late, returned, reopened, reworked.
type row [7]int32

// rows are those of a dimension that somebody sees, by unit or category, after all that has happened is counted.
func (w world) rows(who testkit.Who, dimension insightv1.Performance_Dimension) map[string]row {
	w.T.Helper()
	w.Kit.Count(w.T)
	list, err := w.list(who, &insightv1.ListPerformancesRequest{Period: month, Dimension: dimension})
	if err != nil {
		w.T.Fatal(err)
	}
	rows := map[string]row{}
	for _, p := range list {
		rows[p.GetUnit()+p.GetCategory()] = row{p.GetReceivedCount(), p.GetOpenCount(), p.GetOnTimeCount(), p.GetLateCount(), p.GetReturnedCount(),
			p.GetReopenedCount(), p.GetReworkedCount()}
	}
	return rows
}

func (w world) want(what string, got map[string]row, want map[string]row) {
	w.T.Helper()
	if !maps.Equal(got, want) {
		w.T.Errorf("%s: %v, want %v", what, got, want)
	}
}

// proves IS-04, IS-05
func TestAUnitsDutiesAreCountedAsTheyComeOnTimeLateOrBack(t *testing.T) {
	t.Parallel()
	w := start(t)
	planning, xilu := w.UnitName(testkit.Planning), w.UnitName(demo.Xilu)
	orders := []*dispatchv1.Dispatch{w.Order(), w.Order(), w.Order(), w.Order()}
	duty := func(i int) string { return w.AssignmentOf(orders[i], testkit.Planning) }
	w.want("sent", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: {4, 4}})
	for i := range 2 {
		w.Sign(testkit.LiaisonA, duty(i))
	}
	w.Complete(testkit.LiaisonA, duty(0))
	w.Assigned(w.As(testkit.LiaisonA).ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: duty(2), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY}))
	w.want("one done, one objected to", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: {4, 3, 1}})
	if _, err := w.As(testkit.StreetLeader).DecideObjection(w.Ctx, &dispatchv1.DecideObjectionRequest{Name: duty(2), Ruling: "不在本辖区",
		Decision: dispatchv1.Objection_STATE_UPHELD, ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_KEEP}); err != nil {
		t.Fatal(err)
	}
	w.want("one done, one back", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: {4, 2, 1, 0, 1}})
	w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: orders[3].GetName(), Reason: "重复"}))
	w.Clock.Advance(8 * 24 * time.Hour)
	w.Sweep(t)
	w.want("one called off, one overdue", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: {3, 1, 1, 1, 1}})
	w.Complete(testkit.LiaisonA, duty(1))
	all := map[string]row{planning: {3, 0, 1, 1, 1}}
	w.want("done too late", w.rows(testkit.LiaisonA, byUnit), all)
	w.want("of the street", w.rows(testkit.StreetLeader, byStreet), map[string]row{xilu: {3, 0, 1, 1, 1}})
	w.want("of the district", w.rows(testkit.AuditAdmin, byUnit), all)
	list, err := w.list(testkit.LiaisonA, &insightv1.ListPerformancesRequest{Period: month, Dimension: byUnit, Unit: planning})
	if err != nil || len(list) != 1 || list[0].GetOnTimeShare().GetValue() != 0.5 || list[0].GetOnTimeShare().GetDenominator() != 2 {
		t.Errorf("the share of the unit: %v, %v", list, err)
	}

	if _, err := w.Owner().Exec(w.Ctx, "update event_cursor set position = 0 where reader = 'performance'"); err != nil {
		t.Fatal(err)
	}
	w.want("heard of twice", w.rows(testkit.LiaisonA, byUnit), all)
	if n := w.Count("select count(*) from counted_duty"); n != 3 {
		t.Errorf("%d duties are kept", n)
	}
}

// proves IS-04, IS-05
func TestAReopeningFallsToWhoCompletedAndTheNextOrderIsRework(t *testing.T) {
	t.Parallel()
	w := start(t)
	planning := w.UnitName(testkit.Planning)
	issue := w.issues.Do(t, w.issues.File(t), "triage", "dispatch", "sign")
	complete := func() {
		t.Helper()
		d := w.Dispatched(w.As(testkit.Dispatcher).GetDispatch(w.Ctx, &dispatchv1.GetDispatchRequest{Name: issue.GetDispatch()}))
		w.Complete(testkit.LiaisonA, w.AssignmentOf(d, testkit.Planning))
	}
	complete()
	issue = w.issues.Do(t, issue, "reply", "callback", "close")
	once := row{1, 0, 1}
	w.want("closed", w.rows(testkit.AuditAdmin, byCategory), map[string]row{w.issues.Category: once})
	issue = w.issues.Do(t, issue, "reopen")
	again := row{1, 0, 1, 0, 0, 1}
	w.want("reopened", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: again})
	issue = w.issues.Do(t, issue, "dispatch", "sign")
	complete()
	issue = w.issues.Do(t, issue, "reply", "callback", "close")
	twice := row{2, 0, 2, 0, 0, 1, 1}
	w.want("done again", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: twice})
	w.issues.Do(t, issue, "reopen")
	twice[5] = 2
	for dimension, of := range map[insightv1.Performance_Dimension]string{byUnit: planning, byStreet: w.UnitName(demo.Xilu),
		byCommunity: issue.GetCommunity(), byCategory: w.issues.Category} {
		w.want(dimension.String(), w.rows(testkit.AuditAdmin, dimension), map[string]row{of: twice})
	}
}

// proves DI-30
func TestWhatTheStreetSendsBackIsRework(t *testing.T) {
	t.Parallel()
	w := start(t)
	planning := w.UnitName(testkit.Planning)
	duty := w.AssignmentOf(w.Order(), testkit.Planning)
	w.Sign(testkit.LiaisonA, duty)
	w.Complete(testkit.LiaisonA, duty)
	w.want("done", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: {1, 0, 1}})
	w.Assigned(w.As(testkit.Dispatcher).ReworkAssignment(w.Ctx, &dispatchv1.ReworkAssignmentRequest{Name: duty, Reason: "未附登记结果"}))
	w.want("sent back", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: {1, 1, 0, 0, 0, 0, 1}})
	w.Complete(testkit.LiaisonA, duty)
	w.want("done again", w.rows(testkit.LiaisonA, byUnit), map[string]row{planning: {1, 0, 1, 0, 0, 0, 1}})
}

// A sub-district's whistles are a share of all that it sends, whoever leads it in the end; the bounds between which that is fitting are set.
func TestTheWhistleRateOfASubDistrictIsTheShareOfItsWhistles(t *testing.T) {
	t.Parallel()
	w := start(t)
	xilu := w.UnitName(demo.Xilu)
	of := func(dimension insightv1.Performance_Dimension, unit string) *insightv1.Performance {
		t.Helper()
		w.Kit.Count(t)
		list, err := w.list(testkit.AuditAdmin, &insightv1.ListPerformancesRequest{Period: month, Dimension: dimension, Unit: unit})
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0]
	}
	orders := []*dispatchv1.Dispatch{w.Order(), w.Order(), w.Order()}
	if p := of(byStreet, xilu); p.GetOrderCount() != 3 || p.GetWhistleCount() != 0 || p.GetWhistleRate().GetDenominator() != 3 ||
		p.GetWhistleRate().GetValue() != 0 || p.GetWhistleUse() != insightv1.Performance_WHISTLE_USE_LOW {
		t.Errorf("three orders: %v", p)
	}
	w.Emergency()
	if p := of(byStreet, xilu); p.GetOrderCount() != 3 || p.GetWhistleCount() != 1 || p.GetWhistleRate().GetValue() != 0.25 ||
		p.GetWhistleUse() != insightv1.Performance_WHISTLE_USE_FITTING {
		t.Errorf("and a whistle: %v", p)
	}
	if p := of(byUnit, w.UnitName(testkit.Planning)); p.GetOrderCount() != 3 || p.GetWhistleCount() != 0 || p.GetWhistleUse() != 0 {
		t.Errorf("a unit that assists in the whistle: %v", p) // it leads none
	}
	w.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: w.AssignmentOf(orders[0], testkit.Planning), Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY, Clause: "三定方案第四条"})
	if p := of(byStreet, xilu); p.GetOrderCount() != 2 {
		t.Errorf("one is given back and waits for another lead: %v", p)
	}
	w.Dispatched(w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: orders[0].GetName(), Unit: w.UnitName(testkit.WaterOffice),
		Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "办理"}))
	w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: orders[1].GetName(), Reason: "重复"}))
	if p := of(byStreet, xilu); p.GetOrderCount() != 2 || p.GetWhistleRate().GetDenominator() != 3 || p.GetWhistleRate().GetValue() != 0.3333 {
		t.Errorf("another unit leads it, and one order is called off: %v", p)
	}
	w.Settle(t, "insight.whistle_rate", `{"low":0,"high":33}`)
	if p := of(byStreet, xilu); p.GetWhistleUse() != insightv1.Performance_WHISTLE_USE_HIGH {
		t.Errorf("with lower bounds: %v", p)
	}
}

// proves DI-33
func TestRatingsOfBothSidesCountOnceTheyArePublishedAndUnlessTheyAreSetAside(t *testing.T) {
	t.Parallel()
	w := start(t)
	rate := func(d *dispatchv1.Dispatch, response *dispatchv1.ResponseRating, call *dispatchv1.WhistleRating) {
		t.Helper()
		if response != nil {
			w.Assigned(w.As(testkit.Dispatcher).RateAssignment(w.Ctx, &dispatchv1.RateAssignmentRequest{Name: w.AssignmentOf(d, testkit.Planning), Rating: response}))
		}
		w.Dispatched(w.As(testkit.LiaisonA).RateDispatch(w.Ctx, &dispatchv1.RateDispatchRequest{Name: d.GetName(), Rating: call}))
	}
	want := func(what string, responses int32, response float64, calls int32, call float64) {
		t.Helper()
		w.Kit.Count(t)
		for dimension, of := range map[insightv1.Performance_Dimension]string{byUnit: testkit.Planning, byStreet: demo.Xilu} {
			list, err := w.list(testkit.AuditAdmin, &insightv1.ListPerformancesRequest{Period: month, Dimension: dimension, Unit: w.UnitName(of)})
			if err != nil || len(list) != 1 || list[0].GetResponseRatingCount() != responses || list[0].GetResponseScore() != response ||
				list[0].GetWhistleRatingCount() != calls || list[0].GetWhistleScore() != call {
				t.Errorf("%s by %v: %v, %v", what, dimension, list, err)
			}
		}
	}
	orders := []*dispatchv1.Dispatch{w.Order(), w.Order(), w.Order()}
	for _, d := range orders[:2] {
		w.Sign(testkit.LiaisonA, w.AssignmentOf(d, testkit.Planning))
		w.Complete(testkit.LiaisonA, w.AssignmentOf(d, testkit.Planning))
	}
	rate(orders[0], nil, &dispatchv1.WhistleRating{Needed: 5, Facts: 5, Target: 5})
	want("given by one side", 0, 0, 0, 0)
	w.Clock.Advance(7 * 24 * time.Hour)
	if err := w.Ratings.Publish(access.AsSystem(w.Ctx, demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
	want("published by the end of its days", 0, 0, 1, 5)
	rate(orders[1], &dispatchv1.ResponseRating{Punctual: 1, Effort: 2, Result: 5}, &dispatchv1.WhistleRating{})
	want("both given", 1, 2.67, 2, 2.5)
	w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: orders[2].GetName(), Reason: "误派"}))
	rate(orders[2], nil, &dispatchv1.WhistleRating{Target: 3})
	w.Clock.Advance(7 * 24 * time.Hour)
	if err := w.Ratings.Publish(access.AsSystem(w.Ctx, demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
	want("of what was called off", 1, 2.67, 3, 2)
	w.want("which is no duty", w.rows(testkit.LiaisonA, byUnit), map[string]row{w.UnitName(testkit.Planning): {2, 0, 2}})
	listed := testkit.Must[*dispatchv1.ListRatingsResponse](w.Dispatches)(w.As(testkit.LiaisonA).ListRatings(w.Ctx,
		&dispatchv1.ListRatingsRequest{Parent: w.AssignmentOf(orders[1], testkit.Planning), Filter: "side = SIDE_WHISTLE"}))
	if _, err := w.As(testkit.DistrictLeader).ReviewRating(w.Ctx, &dispatchv1.ReviewRatingRequest{Name: listed.GetRatings()[0].GetName(),
		Decision: dispatchv1.Rating_STATE_SET_ASIDE, Ground: dispatchv1.Rating_GROUND_RETALIATION, Ruling: "无依据"}); err != nil {
		t.Fatal(err)
	}
	want("one set aside", 1, 2.67, 2, 3)
}

func TestWhoIsNotToSeeAPerformanceDoesNot(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Order()
	w.Kit.Count(t)
	ask := &insightv1.ListPerformancesRequest{Period: month, Dimension: byUnit}
	for who, want := range map[testkit.Who]int{testkit.LiaisonA: 1, testkit.SystemAdmin: 1, testkit.LiaisonB: 0, testkit.CommunityWorker: 0, testkit.ForeignAdmin: 0} {
		if list, err := w.list(who, ask); err != nil || len(list) != want {
			t.Errorf("%s sees %v, %v", who, list, err)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Judge} {
		_, err := w.list(who, ask)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err := w.list(testkit.StreetLeader, &insightv1.ListPerformancesRequest{Period: month, Dimension: byCategory})
	testkit.WantField(t, err, codes.PermissionDenied, "PERMISSION_DENIED", "dimension")
	for field, req := range map[string]*insightv1.ListPerformancesRequest{"period": {Period: "2026-13", Dimension: byUnit}, "dimension": {Period: month},
		"unit": {Period: month, Dimension: byUnit, Unit: "units/1"}} {
		_, err := w.list(testkit.LiaisonA, req)
		testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", field)
	}
	_, err = w.list(testkit.LiaisonA, &insightv1.ListPerformancesRequest{Period: "2000-01", Dimension: byUnit}) // before any was kept
	testkit.WantField(t, err, codes.InvalidArgument, "PERIOD_UNKNOWN", "period")
}
