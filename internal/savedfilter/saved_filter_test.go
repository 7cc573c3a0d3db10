package savedfilter_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// names are what the filters are called that somebody may use, and whether they are his own.
func (w world) names(t *testing.T, who testkit.Who) map[string]bool {
	t.Helper()
	list, err := w.As(who).ListSavedFilters(t.Context(), &intakev1.ListSavedFiltersRequest{})
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]bool{}
	for _, f := range list.GetSavedFilters() {
		own[f.GetDisplayName()] = f.GetOwn()
	}
	return own
}

// proves IN-37
func TestAFilterIsUsedByItsOwnerAndByTheStaffOfTheUnitThatSharesIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	keep := func(who testkit.Who, f *intakev1.SavedFilter) (*intakev1.SavedFilter, error) {
		return w.As(who).CreateSavedFilter(t.Context(), &intakev1.CreateSavedFilterRequest{SavedFilter: f})
	}
	street := w.UnitOf(t, testkit.Dispatcher)
	shared, err := keep(testkit.Dispatcher, &intakev1.SavedFilter{DisplayName: "待答复的催办", Filter: `urge_open = true`, OrderBy: "due_time", Unit: street})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keep(testkit.Dispatcher, &intakev1.SavedFilter{DisplayName: "只看挂账", Filter: `state = STATE_ON_HOLD`}); err != nil {
		t.Fatal(err)
	}
	for who, want := range map[testkit.Who]map[string]bool{
		testkit.Dispatcher: {"待答复的催办": true, "只看挂账": true}, testkit.StreetLeader: {"待答复的催办": false}, testkit.LiaisonA: {},
	} {
		got := w.names(t, who)
		if len(got) != len(want) {
			t.Errorf("%s uses %v, want %v", who, got, want)
		}
		for name, own := range want {
			if is, ok := got[name]; !ok || is != own {
				t.Errorf("%s uses %v, want %v", who, got, want)
			}
		}
	}
	urged := w.Do(t, w.File(t), "urge")
	w.File(t)
	list, err := w.As(testkit.StreetLeader).ListIssues(t.Context(), &intakev1.ListIssuesRequest{Filter: shared.GetFilter(), OrderBy: shared.GetOrderBy()})
	if err != nil || len(list.GetIssues()) != 1 || list.GetIssues()[0].GetName() != urged.GetName() {
		t.Errorf("the filter finds %v, %v", list, err)
	}

	_, err = keep(testkit.Dispatcher, &intakev1.SavedFilter{DisplayName: "错的", Filter: "colour = 1"})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "filter")
	_, err = keep(testkit.Dispatcher, &intakev1.SavedFilter{DisplayName: "别处的", Unit: w.UnitOf(t, testkit.LiaisonA)})
	testkit.WantField(t, err, codes.PermissionDenied, "PERMISSION_DENIED", "saved_filter.unit")
	_, err = keep(testkit.Resident, &intakev1.SavedFilter{DisplayName: "居民的"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")

	remove := func(who testkit.Who) error {
		_, err := w.As(who).DeleteSavedFilter(t.Context(), &intakev1.DeleteSavedFilterRequest{Name: shared.GetName()})
		return err
	}
	testkit.WantFault(t, remove(testkit.StreetLeader), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, remove(testkit.LiaisonA), codes.NotFound, "NOT_FOUND")
	if err := remove(testkit.Dispatcher); err != nil {
		t.Error(err)
	}
	testkit.WantFault(t, remove(testkit.Dispatcher), codes.NotFound, "NOT_FOUND")
	if got := w.names(t, testkit.StreetLeader); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
