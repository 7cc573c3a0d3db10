package directory_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// tree is what the units of the other district are called, what they are and where they stand, by name; at a time, or now.
func (w world) tree(t *testing.T, at *timestamppb.Timestamp) map[string]string {
	t.Helper()
	tree, page := map[string]string{}, ""
	for {
		list, err := w.as(testkit.ForeignAdmin).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{At: at, PageToken: page, PageSize: 7, OrderBy: "display_name desc"})
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range list.GetUnits() {
			tree[u.GetName()] = fmt.Sprintf("%s %s %s %s", u.GetDisplayName(), u.GetKind(), u.GetParent(), u.GetPath())
		}
		if page = list.GetNextPageToken(); page == "" {
			return tree
		}
	}
}

// Departments are entered, renamed and moved at random, some of them at one instant; every tree that stood is read again as it
// was, and so is the moment before each change.
//
// proves AD-02
func TestTheTreeOfAnyPastTimeIsReadAsItStood(t *testing.T) {
	t.Parallel()
	w := start(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	admin := w.as(testkit.ForeignAdmin)
	root, err := admin.ListUnits(t.Context(), &directoryv1.ListUnitsRequest{Kind: directoryv1.Unit_KIND_DISTRICT})
	if err != nil {
		t.Fatal(err)
	}
	units := []string{root.GetUnits()[0].GetName()}
	pick := func() string { return units[random.IntN(len(units))] }
	stood := map[time.Time]map[string]string{w.Clock.Now(demo.Other): w.tree(t, nil)}
	for range 40 {
		w.Clock.Advance(time.Duration(random.IntN(3)) * time.Second)
		changed := &directoryv1.Unit{Name: pick()}
		switch what := random.IntN(4); {
		case what < 2 || len(units) < 4:
			u, err := admin.CreateUnit(t.Context(), &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{
				DisplayName: fmt.Sprintf("科室%d", random.IntN(1000)), Kind: directoryv1.Unit_KIND_DEPARTMENT, Parent: changed.GetName()}})
			if err != nil {
				t.Fatal(err)
			}
			units = append(units, u.GetName())
		case what == 2:
			changed.DisplayName = fmt.Sprintf("更名%d", random.IntN(1000))
			if _, err := admin.UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{Unit: changed}); err != nil {
				t.Fatal(err)
			}
		default:
			changed.Parent = pick() // below itself is refused and changes nothing
			_, _ = admin.UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{Unit: changed})
		}
		stood[w.Clock.Now(demo.Other)] = w.tree(t, nil)
	}
	times := slices.SortedFunc(maps.Keys(stood), time.Time.Compare)
	for i, at := range times {
		if got := w.tree(t, timestamppb.New(at)); !maps.Equal(got, stood[at]) {
			t.Errorf("at %s stood\n%v, read as\n%v", at, stood[at], got)
		}
		if i > 0 {
			if got := w.tree(t, timestamppb.New(at.Add(-time.Microsecond))); !maps.Equal(got, stood[times[i-1]]) {
				t.Errorf("just before %s stood\n%v, read as\n%v", at, stood[times[i-1]], got)
			}
		}
	}
}

// proves AD-02
func TestAUnitIsReadAsItWasAndNeitherFromTheFutureNorFromBeforeTheDistrict(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := timestamppb.New(w.Clock.Now(demo.Fangshan))
	w.Clock.Advance(time.Hour)
	grid := w.enter(t, directoryv1.Unit_KIND_GRID, "第一网格", w.community(t, xilu).GetName())
	entered := w.Clock.Now(demo.Fangshan)
	w.Clock.Advance(time.Hour)
	if _, err := w.as(testkit.StreetLeader).UpdateUnit(t.Context(), &directoryv1.UpdateUnitRequest{
		Unit: &directoryv1.Unit{Name: grid.GetName(), DisplayName: "新第一网格"}}); err != nil {
		t.Fatal(err)
	}
	code, got := w.REST(t, testkit.Resident, http.MethodGet, "/v1/"+grid.GetName()+"?at="+entered.Format(time.RFC3339Nano), nil)
	if code != http.StatusOK || got["displayName"] != "第一网格" || got["path"] != grid.GetPath() || got["etag"] != "" {
		t.Errorf("%d %v", code, got)
	}
	read := func(at *timestamppb.Timestamp) error {
		_, err := w.as(testkit.Resident).GetUnit(t.Context(), &directoryv1.GetUnitRequest{Name: grid.GetName(), At: at})
		return err
	}
	testkit.WantFault(t, read(before), codes.NotFound, "NOT_FOUND")
	list, err := w.as(testkit.Resident).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{At: timestamppb.New(entered), Filter: `display_name = "第一网格"`, WithTotal: true})
	if err != nil || list.GetTotalSize() != 1 || list.GetUnits()[0].GetName() != grid.GetName() {
		t.Errorf("by its old name: %v, %v", list, err)
	}
	many, err := w.as(testkit.Resident).BatchGetUnits(t.Context(), &directoryv1.BatchGetUnitsRequest{Names: []string{grid.GetName(), grid.GetParent()}, At: timestamppb.New(entered)})
	if err != nil || many.GetUnits()[0].GetDisplayName() != "第一网格" {
		t.Errorf("among many: %v, %v", many, err)
	}
	for _, at := range []time.Time{w.Clock.Now(demo.Fangshan).Add(time.Second), time.Unix(0, 0)} {
		testkit.WantField(t, read(timestamppb.New(at)), codes.InvalidArgument, "BEYOND_HISTORY", "at")
	}
}
