package insight_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) recurrences(t *testing.T, kind insightv1.Recurrence_Kind) []*insightv1.Recurrence {
	t.Helper()
	return must[*insightv1.ListRecurrencesResponse](t)(w.as(testkit.StreetLeader).ListRecurrences(t.Context(),
		&insightv1.ListRecurrencesRequest{Period: month, Unit: w.UnitName(demo.Xilu), Kind: kind})).GetRecurrences()
}

// proves IS-07
func TestWhatComesUpAgainAndAgainIsToldAndFewerThanFiveAreNot(t *testing.T) {
	t.Parallel()
	w := start(t)
	place := must[*directoryv1.Place](t)(directoryv1.NewDirectoryServiceClient(w.Conn(testkit.CommunityWorker)).CreatePlace(t.Context(),
		&directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{Unit: w.UnitName("110111012005"), Kind: directoryv1.Place_KIND_BUILDING, DisplayName: "3号楼"}})).GetName()
	here := func(i *intakev1.Issue) { i.Place = place }
	other := func(i *intakev1.Issue) { i.Category = categoryOf(demo.CategoryProperty) }
	for range 4 {
		w.file(t, testkit.Resident, here)
	}
	w.file(t, testkit.Resident2, other)
	w.Count(t)
	for _, kind := range []insightv1.Recurrence_Kind{1, 2, 3} {
		if got := w.recurrences(t, kind); len(got) != 0 {
			t.Errorf("of four is told: %v", got)
		}
	}
	w.file(t, testkit.Resident, here)
	w.file(t, testkit.Resident)
	w.Count(t)
	for kind, want := range map[insightv1.Recurrence_Kind]*insightv1.Recurrence{
		insightv1.Recurrence_KIND_PLACE: {Kind: insightv1.Recurrence_KIND_PLACE, Place: place, IssueCount: 5},
		insightv1.Recurrence_KIND_THEME: {Kind: insightv1.Recurrence_KIND_THEME, Category: categoryOf(demo.CategoryWater), Community: w.UnitName("110111012005"), IssueCount: 6},
	} {
		if got := w.recurrences(t, kind); len(got) != 1 || !proto.Equal(got[0], want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
	if got := w.recurrences(t, insightv1.Recurrence_KIND_REPORTER); len(got) != 0 {
		t.Errorf("one resident with six issues is told of: %v", got)
	}
	w.Settle(t, "insight.smallest_cell", "2")
	for range 5 {
		w.file(t, testkit.Resident2)
	}
	w.Count(t)
	got := w.recurrences(t, insightv1.Recurrence_KIND_REPORTER)
	if len(got) != 1 || !proto.Equal(got[0], &insightv1.Recurrence{Kind: insightv1.Recurrence_KIND_REPORTER, IssueCount: 6, ReporterCount: 2}) {
		t.Errorf("two residents with six issues each: %v", got)
	}
	if n := w.count(t, "select count(*) from recurrence where subject like '%' || $1 || '%'", testkit.ID(testkit.Resident)); n != 0 {
		t.Error("a resident is kept by his id")
	}
	_, err := w.as(testkit.StreetLeader).ListRecurrences(t.Context(), &insightv1.ListRecurrencesRequest{Period: month, Unit: w.UnitName("110111011"), Kind: 1})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.LiaisonA).ListRecurrences(t.Context(), &insightv1.ListRecurrencesRequest{Period: month, Unit: w.UnitName(demo.Xilu), Kind: 1})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}
