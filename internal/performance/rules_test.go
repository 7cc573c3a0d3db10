package performance

import (
	"testing"

	"github.com/google/uuid"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
)

func TestHowADutyCounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		d      duty
		counts bool
		sums   sums
	}{
		{duty{kind: "ORDER", role: "LEAD", state: "SENT", limited: true}, true, sums{Received: 1, Orders: 1, Open: 1}},
		{duty{role: "ASSIST", state: "HANDLING", limited: true, late: true}, true, sums{Received: 1, Open: 1, Late: 1}},
		{duty{kind: "ORDER", role: "LEAD", state: "COMPLETED", limited: true}, true, sums{Received: 1, Orders: 1, OnTime: 1}},
		{duty{kind: "ORDER", role: "LEAD", state: "COMPLETED", limited: true, late: true, reopened: true}, true, sums{Received: 1, Orders: 1, Late: 1, Reopened: 1}},
		{duty{kind: "ORDER", role: "LEAD", state: "COMPLETED", reworked: true}, true, sums{Received: 1, Orders: 1, Reworked: 1}},
		{duty{kind: "ORDER", role: "LEAD", state: "RETURNED", limited: true, late: true}, true, sums{Received: 1, Returned: 1}},
		{duty{kind: "WHISTLE_DAILY", role: "LEAD", state: "SENT"}, true, sums{Received: 1, Open: 1, Whistles: 1}},
		{duty{kind: "WHISTLE_EMERGENCY", role: "ASSIST", state: "SENT"}, true, sums{Received: 1, Open: 1}},
		{duty{role: "INFORMED", state: "SENT"}, false, sums{}},
		{duty{role: "ASSIST", state: "WAIVED", limited: true, late: true}, false, sums{}},
		{duty{kind: "ORDER", role: "LEAD", state: "CANCELLED", limited: true}, false, sums{}},
		{duty{kind: "ORDER", role: "LEAD", state: "HANDED_OVER", limited: true, late: true}, false, sums{}},
		{duty{kind: "ORDER", role: "LEAD", state: "COMPLETED", response: points(12), whistle: points(0)}, true, sums{Received: 1, Orders: 1, ResponseRatings: 1, ResponsePoints: 12, WhistleRatings: 1}},
		{duty{kind: "ORDER", role: "LEAD", state: "CANCELLED", limited: true, reworked: true, whistle: points(3)}, true, sums{WhistleRatings: 1, WhistlePoints: 3}},
		{duty{kind: "ORDER", role: "LEAD", state: "RETURN_REQUESTED", limited: true}, true, sums{Received: 1, Orders: 1, Open: 1}},
	} {
		got, counts := countOf(c.d)
		if counts != c.counts || counts && (sums{}).plus(got, 1) != c.sums {
			t.Errorf("%+v counts %v as %+v", c.d, counts, (sums{}).plus(got, 1))
		}
		if (sums{}).plus(got, 1).plus(got, -1) != (sums{}) {
			t.Errorf("%+v cannot be taken away again", c.d)
		}
	}
}

func TestTheUseOfTheWhistleIsLowFittingOrHighAndBothBoundsFit(t *testing.T) {
	t.Parallel()
	bounds := WhistleBounds{Low: 5, High: 40}
	for _, c := range []struct {
		whistles, dispatches int
		want                 insightv1.Performance_WhistleUse
	}{
		{0, 0, insightv1.Performance_WHISTLE_USE_UNSPECIFIED}, {0, 1, insightv1.Performance_WHISTLE_USE_LOW}, {4, 99, insightv1.Performance_WHISTLE_USE_LOW},
		{5, 100, insightv1.Performance_WHISTLE_USE_FITTING}, {40, 100, insightv1.Performance_WHISTLE_USE_FITTING}, {41, 100, insightv1.Performance_WHISTLE_USE_HIGH},
		{1, 1, insightv1.Performance_WHISTLE_USE_HIGH},
	} {
		if got := bounds.use(c.whistles, c.dispatches); got != c.want {
			t.Errorf("%d of %d: %v, want %v", c.whistles, c.dispatches, got, c.want)
		}
	}
	for _, b := range []WhistleBounds{{Low: 41, High: 40}, {Low: -1, High: 40}, {Low: 5, High: 101}} {
		if b.Check() == nil {
			t.Errorf("%+v passes", b)
		}
	}
}

func points(n int) *int { return &n }

func TestADutyIsOfItsUnitStreetCommunityAndCategories(t *testing.T) {
	t.Parallel()
	unit, street, category, above := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	want := []subject{{"2026-12", "UNIT", unit}, {"2026-12", "SUB_DISTRICT", street}, {"2026-12", "CATEGORY", category}, {"2026-12", "CATEGORY", above}}
	got := count{month: "2026-12", unit: unit, street: street, categories: []uuid.UUID{category, above}}.subjects()
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%v, want %v", got[i], want[i])
		}
	}
}
