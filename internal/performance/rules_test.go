package performance

import (
	"testing"

	"github.com/google/uuid"
)

func TestHowADutyCounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		d      duty
		counts bool
		sums   sums
	}{
		{duty{role: "LEAD", state: "SENT", limited: true}, true, sums{Received: 1, Open: 1}},
		{duty{role: "ASSIST", state: "HANDLING", limited: true, late: true}, true, sums{Received: 1, Open: 1, Late: 1}},
		{duty{role: "LEAD", state: "COMPLETED", limited: true}, true, sums{Received: 1, OnTime: 1}},
		{duty{role: "LEAD", state: "COMPLETED", limited: true, late: true, reopened: true}, true, sums{Received: 1, Late: 1, Reopened: 1}},
		{duty{role: "LEAD", state: "COMPLETED", reworked: true}, true, sums{Received: 1, Reworked: 1}},
		{duty{role: "LEAD", state: "RETURNED", limited: true, late: true}, true, sums{Received: 1, Returned: 1}},
		{duty{role: "INFORMED", state: "SENT"}, false, sums{}},
		{duty{role: "ASSIST", state: "WAIVED", limited: true, late: true}, false, sums{}},
		{duty{role: "LEAD", state: "CANCELLED", limited: true}, false, sums{}},
		{duty{role: "LEAD", state: "HANDED_OVER", limited: true, late: true}, false, sums{}},
		{duty{role: "LEAD", state: "COMPLETED", response: points(12), whistle: points(0)}, true, sums{Received: 1, ResponseRatings: 1, ResponsePoints: 12, WhistleRatings: 1}},
		{duty{role: "LEAD", state: "CANCELLED", limited: true, reworked: true, whistle: points(3)}, true, sums{WhistleRatings: 1, WhistlePoints: 3}},
		{duty{role: "LEAD", state: "RETURN_REQUESTED", limited: true}, true, sums{Received: 1, Open: 1}},
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
