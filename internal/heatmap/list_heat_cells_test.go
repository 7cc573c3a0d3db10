package heatmap_test

import (
	"maps"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) want(t *testing.T, division insightv1.HeatCell_Division, want map[string]string, edit ...func(*insightv1.ListHeatCellsRequest)) {
	t.Helper()
	if got := w.cells(t, division, edit...); !maps.Equal(got, want) {
		t.Errorf("%v: %v, want %v", division, got, want)
	}
}

// proves IS-06
func TestAHeatMapTellsSquaresAndCommunitiesInStepsAndOfFewNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	community := w.Community(t, demo.Xilu)
	w.file(t, 12, at(1, 1))
	w.file(t, 4, at(60, 1)) // in another small square of the same medium one
	w.file(t, 5, at(1, 101))
	w.file(t, 3) // without coordinates
	w.want(t, small, map[string]string{"0,0": "10/2", "0,100": "5/1"})
	w.want(t, medium, map[string]string{"0,0": "15/2", "0,100": "5/1"})
	w.want(t, large, map[string]string{"0,0": "20/3"})
	w.want(t, communities, map[string]string{community: "20/3"})
	w.want(t, grids, map[string]string{})
	w.want(t, small, map[string]string{"0,0": "10/2", "0,100": "5/1"}, func(r *insightv1.ListHeatCellsRequest) { r.Period = week })
	w.want(t, small, map[string]string{}, func(r *insightv1.ListHeatCellsRequest) { r.Period = "2026-W47" })
	w.want(t, small, map[string]string{}, func(r *insightv1.ListHeatCellsRequest) { r.Period = "2026-11" })
	w.Settle(t, "insight.smallest_cell", "4")
	w.want(t, small, map[string]string{"0,0": "12/2", "0,100": "4/1", "50,0": "4/1"})
}

// Fifteen issues lie in one square of 1 km, three of them where fewer than five are: whether it is three or four is not to be seen on any map.
//
// proves IS-06
func TestWhatIsHiddenCannotBeComputedFromAnyOtherMap(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.file(t, 12, at(1, 1))
	few := w.file(t, 3, at(60, 1))
	with3 := w.maps(t)
	few = append(few, w.file(t, 1, at(60, 1))...)
	if with4 := w.maps(t); with4 != with3 {
		t.Errorf("of three is told %s, and of four %s", with3, with4)
	}
	for _, verb := range []string{"triage", "divert"} {
		w.Do(t, few[0], verb)
	}
	if done := w.maps(t); done != with3 {
		t.Errorf("one of few is diverted, and told is %s", done)
	}
}

// proves IS-06
func TestAnIssueCountsWhereItLiesNowAndNoMoreOnceItIsWithdrawn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "insight.smallest_cell", "2")
	other := w.NewCategory(t, "TEST.OTHER", directoryv1.Category_TIER_ORDINARY)
	filed := w.file(t, 6, at(1, 1))
	of := func(category string) func(*insightv1.ListHeatCellsRequest) {
		return func(r *insightv1.ListHeatCellsRequest) { r.Category = category }
	}
	stage := func(s insightv1.HeatCell_Stage) func(*insightv1.ListHeatCellsRequest) {
		return func(r *insightv1.ListHeatCellsRequest) { r.Stage = s }
	}
	w.want(t, small, map[string]string{"0,0": "6/2"}, of(w.Category))
	for _, issue := range filed[:2] {
		if _, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(), Category: other}); err != nil {
			t.Fatal(err)
		}
	}
	w.want(t, small, map[string]string{"0,0": "4/2"}, of(w.Category))
	w.want(t, small, map[string]string{"0,0": "2/1"}, of(other))
	for _, issue := range filed[:2] {
		w.Do(t, issue, "divert")
	}
	w.want(t, small, map[string]string{"0,0": "4/2"}, stage(insightv1.HeatCell_STAGE_OPEN))
	w.want(t, small, map[string]string{"0,0": "2/1"}, stage(insightv1.HeatCell_STAGE_DONE))
	for _, issue := range filed[2:4] {
		w.Do(t, issue, "withdraw")
	}
	w.want(t, small, map[string]string{"0,0": "4/2"})
	w.want(t, communities, map[string]string{w.Community(t, demo.Xilu): "2/1"}, stage(insightv1.HeatCell_STAGE_OPEN))
}

// proves IS-06
func TestEventsThatAreReadAgainChangeNothingAndMakeTheSameAnew(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, issue := range w.file(t, 12, at(1, 1))[:6] {
		w.Do(t, issue, "triage", "divert")
	}
	first := w.maps(t)
	for _, forget := range []string{
		"update event_cursor set position = 0 where reader = 'heatmap'",
		"with a as (delete from heat_spot), b as (delete from heat_cell) delete from event_cursor where reader = 'heatmap'",
	} {
		if _, err := w.Owner().Exec(t.Context(), forget); err != nil {
			t.Fatal(err)
		}
		if again := w.maps(t); again != first {
			t.Errorf("%s: %s, before it %s", forget, again, first)
		}
	}
}

// proves IS-06
func TestASquareIsAPolygonInTheDatumThatIsAskedFor(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.file(t, 5, at(1, 1))
	w.Count(t)
	for datum, want := range map[directoryv1.Coordinates_Datum]string{
		directoryv1.Coordinates_DATUM_UNSPECIFIED: `[[[116.1,39.7],[116.105,39.7],[116.105,39.705],[116.1,39.705],[116.1,39.7]]]`,
		directoryv1.Coordinates_DATUM_CGCS2000:    `[[[116.1,39.7],[116.105,39.7],[116.105,39.705],[116.1,39.705],[116.1,39.7]]]`,
	} {
		drawn := w.drawn(t, datum)
		got, err := protojson.Marshal(drawn.GetFeatures()[0].GetGeometry().GetCoordinates())
		if err != nil || strings.ReplaceAll(string(got), " ", "") != want {
			t.Errorf("%v: %s, %v", datum, got, err)
		}
		if drawn.GetType() != "FeatureCollection" || drawn.GetStep() != 5 || drawn.GetFeatures()[0].GetType() != "Feature" || drawn.GetFeatures()[0].GetGeometry().GetType() != "Polygon" {
			t.Errorf("%v", drawn)
		}
	}
	corner := w.drawn(t, directoryv1.Coordinates_DATUM_GCJ02).GetFeatures()[0].GetGeometry().GetCoordinates().GetValues()[0].GetListValue().GetValues()[0].GetListValue().GetValues()
	if east, north := corner[0].GetNumberValue()-116.1, corner[1].GetNumberValue()-39.7; east < 0.004 || east > 0.008 || north < 0.0005 || north > 0.003 {
		t.Errorf("maps of China have the corner %f degrees east and %f north", east, north)
	}
}

func (w world) drawn(t *testing.T, datum directoryv1.Coordinates_Datum) *insightv1.HeatMap {
	t.Helper()
	drawn, err := w.client(testkit.Dispatcher).ListHeatCells(t.Context(), &insightv1.ListHeatCellsRequest{Period: month, Unit: w.Street(demo.Xilu), Division: small, Datum: datum})
	if err != nil || len(drawn.GetFeatures()) != 1 {
		t.Fatalf("%v, %v", drawn, err)
	}
	return drawn
}

// proves IS-06
func TestAHeatMapIsForThoseWhoAnswerForItsGround(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.file(t, 5, at(1, 1))
	w.Count(t)
	ask := func(who testkit.Who, edit func(*insightv1.ListHeatCellsRequest)) (*insightv1.HeatMap, error) {
		req := &insightv1.ListHeatCellsRequest{Period: month, Unit: w.Street(demo.Xilu), Division: small}
		edit(req)
		return w.client(who).ListHeatCells(t.Context(), req)
	}
	district := func(r *insightv1.ListHeatCellsRequest) { r.Unit = "" }
	for _, who := range []testkit.Who{testkit.SystemAdmin, testkit.AuditAdmin} {
		drawn, err := ask(who, district)
		if err != nil || len(told(drawn)) != 1 || told(drawn)["0,0"] != "5/1" {
			t.Errorf("%s sees %v, %v", who, drawn, err)
		}
	}
	_, err := ask(testkit.StreetLeader, district)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = ask(testkit.StreetLeader, func(r *insightv1.ListHeatCellsRequest) { r.Unit = w.Street("110111011") })
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	for _, who := range []testkit.Who{testkit.LiaisonA, testkit.Resident} {
		_, err = ask(who, func(*insightv1.ListHeatCellsRequest) {})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if drawn, err := ask(testkit.ForeignAdmin, district); err != nil || len(drawn.GetFeatures()) != 0 {
		t.Errorf("another district sees %v, %v", drawn, err)
	}
	for field, edit := range map[string]func(*insightv1.ListHeatCellsRequest){
		"period":   func(r *insightv1.ListHeatCellsRequest) { r.Period = "2026-11-23" },
		"division": func(r *insightv1.ListHeatCellsRequest) { r.Division = 0 },
		"unit":     func(r *insightv1.ListHeatCellsRequest) { r.Unit = "西潞" },
		"category": func(r *insightv1.ListHeatCellsRequest) { r.Category = w.Street(demo.Xilu) },
	} {
		_, err := ask(testkit.SystemAdmin, edit)
		testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", field)
	}
}

// proves IS-06
func TestThePublicHeatMapIsOfMonthsThatAreOverAndOfWhatOthersMayKnow(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.file(t, 5, at(1, 1))
	for _, hidden := range []func(*intakev1.Issue){
		func(i *intakev1.Issue) { i.Private = true },
		func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL },
		func(i *intakev1.Issue) {
			i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
		},
		func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF },
	} {
		w.file(t, 2, at(1, 1), hidden)
		w.file(t, 2, at(1, 101), hidden)
	}
	w.want(t, medium, map[string]string{"0,0": "10/2", "0,100": "5/1"}) // 13 and 8
	ask := &insightv1.ListPublicHeatCellsRequest{Period: month}
	everybody := w.client(testkit.Anonymous)
	_, err := everybody.ListPublicHeatCells(t.Context(), ask)
	testkit.WantField(t, err, codes.InvalidArgument, "HEAT_MAP_RUNNING", "period")
	w.Clock.Set(testkit.Noon.AddDate(0, 1, 0))
	drawn, err := everybody.ListPublicHeatCells(t.Context(), ask)
	if err != nil || !maps.Equal(told(drawn), map[string]string{"0,0": "5/1"}) {
		t.Errorf("%v, %v", drawn, err)
	}
	w.Settle(t, "insight.smallest_cell", "6")
	if drawn, err = everybody.ListPublicHeatCells(t.Context(), ask); err != nil || !proto.Equal(drawn, &insightv1.HeatMap{Type: "FeatureCollection", Step: 6}) {
		t.Errorf("%v, %v", drawn, err)
	}
}
