package finding_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// at is a place in 西潞街道, so many times 1e-4 degree north and east of a crossing.
func at(north, east float64) func(*intakev1.Issue) {
	return func(i *intakev1.Issue) {
		i.Coordinates = &directoryv1.Coordinates{Latitude: 39.7 + north/1e4, Longitude: 116.1 + east/1e4, Datum: directoryv1.Coordinates_DATUM_WGS84}
	}
}

// box is the ground of a kilometre or two around the crossing.
func box(edit ...func(*intakev1.MapIssuesRequest)) *intakev1.MapIssuesRequest {
	req := &intakev1.MapIssuesRequest{West: 116.09, South: 39.69, East: 116.11, North: 39.71}
	for _, e := range edit {
		e(req)
	}
	return req
}

func everybody(req *intakev1.MapIssuesRequest) { req.Public = true }

// shown are the issues on a map, and how many it stands for.
func (w world) shown(t *testing.T, who testkit.Who, req *intakev1.MapIssuesRequest) (issues []string, count int32) {
	t.Helper()
	res, err := w.As(who).MapIssues(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.GetFeatures() {
		issues, count = append(issues, f.GetProperties().GetIssue()), count+f.GetProperties().GetIssueCount()
	}
	return issues, count
}

// proves IN-35
func TestAMapIsAFeatureCollectionOfGeoJSON(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.told(t, "路灯不亮", "", at(10, 20))
	status, got := w.REST(t, testkit.Dispatcher, "GET", "/v1/issues:map?west=116.09&south=39.69&east=116.11&north=39.71", nil)
	if status != 200 || got["type"] != "FeatureCollection" {
		t.Fatalf("%d %v", status, got)
	}
	feature := got["features"].([]any)[0].(map[string]any)
	geometry, properties := feature["geometry"].(map[string]any), feature["properties"].(map[string]any)
	if feature["type"] != "Feature" || geometry["type"] != "Point" || !slices.Equal(geometry["coordinates"].([]any), []any{116.102, 39.701}) ||
		properties["issue"] != issue || properties["title"] != "路灯不亮" || properties["state"] != "STATE_RECEIVED" || properties["category"] != w.Category {
		t.Errorf("%v", feature)
	}
}

// proves IN-35
func TestAMapShowsWhatIsInWorkWithinItsBoxAndItsFilterToWhoeverMaySeeIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	near, corner := w.told(t, "路灯不亮", "", at(10, 20)), w.told(t, "井盖破损", "", at(-100, -100))
	complaint := w.told(t, "噪声扰民", "", at(5, 5), func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_COMPLAINT })
	w.told(t, "路灯不亮", "", at(101, 0))
	w.told(t, "路灯不亮", "", at(0, -101))
	w.told(t, "路灯不亮", "")
	w.Do(t, &intakev1.Issue{Name: w.told(t, "路灯不亮", "", at(0, 0))}, "withdraw")
	w.Do(t, &intakev1.Issue{Name: near}, "triage", "dispatch", "sign")
	wide := box(func(r *intakev1.MapIssuesRequest) { r.West, r.South, r.East, r.North = 116, 39, 117, 39.71 })
	for _, c := range []struct {
		title string
		who   testkit.Who
		req   *intakev1.MapIssuesRequest
		want  []string
	}{
		{"the street", testkit.Dispatcher, box(), []string{near, corner, complaint}},
		{"the unit that leads", testkit.LiaisonA, box(), []string{near}},
		{"another unit", testkit.LiaisonB, box(), nil},
		{"the reporter", testkit.Resident, box(), []string{near, corner, complaint}},
		{"another resident", testkit.Resident2, box(), nil},
		{"another district", testkit.ForeignAdmin, box(), nil},
		{"by kind", testkit.Dispatcher, box(func(r *intakev1.MapIssuesRequest) { r.Filter = "kind = KIND_COMPLAINT" }), []string{complaint}},
		{"a box of many cells", testkit.LiaisonA, wide, []string{near}},
	} {
		if got, _ := w.shown(t, c.who, c.req); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.title, got, c.want)
		}
	}
	for field, edit := range map[string]func(*intakev1.MapIssuesRequest){
		"west":  func(r *intakev1.MapIssuesRequest) { r.East = r.West },
		"south": func(r *intakev1.MapIssuesRequest) { r.North = r.South - 1 },
	} {
		_, err := w.As(testkit.Dispatcher).MapIssues(t.Context(), box(edit))
		testkit.WantField(t, err, codes.InvalidArgument, "MAP_BOX_EMPTY", field)
	}
	_, err := w.As(testkit.Dispatcher).MapIssues(t.Context(), box(func(r *intakev1.MapIssuesRequest) { r.Filter = "title = x" }))
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "filter")
}

// crowd enters issues at random places within 0.2 degree of the crossing.
const crowd = `insert into issue (tenant_id, id, create_time, update_time, number, state, kind, channel, confidentiality, category_id, title,
		latitude, longitude, datum, latitude_e7, longitude_e7, cell, unit_id, assist_unit_ids, due_time)
	select $1, gen_random_uuid(), $4, $4, 'C-' || n, 'RECEIVED', 'HELP', 'MINI_PROGRAM', 'REAL_NAME', $2::uuid, '路灯不亮',
		lat / 1e7, lng / 1e7, 'WGS84', lat, lng, (lat::bigint + 900000000) / 50000 * 72000 + (lng::bigint + 1800000000) / 50000, $3, '[]', $4
	from (select n, 397000000 + n * 7919 % 1999 * 1000 lat, 1161000000 + n * 104729 % 1997 * 1000 lng
		from generate_series((select count(*) from issue where number like 'C-%') + 1, $5::bigint) n) s`

// proves IN-35
func TestAMapOfMoreThanFiveHundredIssuesIsOfClustersThatStandForAllOfThem(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.crowd(t, 500)
	whole := box(func(r *intakev1.MapIssuesRequest) { r.East, r.North = 116.4, 40 })
	if got, count := w.shown(t, testkit.Dispatcher, whole); len(got) != 500 || count != 500 || slices.Contains(got, "") {
		t.Fatalf("500 issues are %d features for %d", len(got), count)
	}
	w.crowd(t, 3000)
	res, err := w.As(testkit.Dispatcher).MapIssues(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	var count int32
	singles := 0
	for _, f := range res.GetFeatures() {
		count += f.GetProperties().GetIssueCount()
		if single := f.GetProperties().GetIssueCount() == 1; single != (f.GetProperties().GetIssue() != "") {
			t.Errorf("%v", f)
		} else if single {
			singles++
		}
	}
	if n := len(res.GetFeatures()); count != 3000 || n > 500 || n < 125 {
		t.Errorf("3000 issues are %d features for %d, %d of them alone", n, count, singles)
	}
	again, err := w.As(testkit.Dispatcher).MapIssues(t.Context(), whole)
	if err != nil || !proto.Equal(res, again) {
		t.Errorf("the same map differs, %v", err)
	}
	w.crowd(t, 20_001)
	_, err = w.As(testkit.Dispatcher).MapIssues(t.Context(), whole)
	testkit.WantFault(t, err, codes.InvalidArgument, "MAP_TOO_FULL")
	if _, count := w.shown(t, testkit.Dispatcher, box()); count == 0 {
		t.Error("a smaller box of the same ground is refused too")
	}
}

// crowd makes it so many issues, by adding to those that it made before.
func (w world) crowd(t *testing.T, n int) {
	t.Helper()
	if _, err := w.Owner().Exec(t.Context(), crowd, demo.Fangshan, w.Category[len("categories/"):], w.Unit(demo.Xilu), testkit.Noon, n); err != nil {
		t.Fatal(err)
	}
}

// proves IN-35
func TestThePublicMapTellsHowManyIssuesLieInASquareAndOfFewNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	for i := range 4 {
		w.told(t, "路灯不亮", "", at(float64(i), 1))
	}
	for _, hidden := range []func(*intakev1.Issue){
		func(i *intakev1.Issue) { i.Private = true },
		func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL },
		func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF },
		at(60, 1), // in another square
	} {
		w.told(t, "路灯不亮", "", at(0, 1), hidden)
	}
	unconfirmed := w.Draft(t)
	unconfirmed.Channel = intakev1.Issue_CHANNEL_DESK
	at(0, 1)(unconfirmed)
	if _, err := w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: unconfirmed}); err != nil {
		t.Fatal(err)
	}
	if got, _ := w.shown(t, testkit.Resident2, box(everybody)); len(got) != 0 {
		t.Errorf("of four in one square is told %v", got)
	}
	w.told(t, "路灯不亮", "", at(4, 1))
	res, err := w.As(testkit.Resident2).MapIssues(t.Context(), box(everybody))
	if err != nil {
		t.Fatal(err)
	}
	want := &intakev1.MapIssuesResponse{Type: "FeatureCollection", Features: []*intakev1.MapFeature{{Type: "Feature",
		Geometry: &intakev1.MapPoint{Type: "Point", Coordinates: []float64{116.1025, 39.7025}}, Properties: &intakev1.MapProperties{IssueCount: 5}}}}
	if !proto.Equal(res, want) {
		t.Errorf("%v, want %v", res, want)
	}
	w.Settle(t, "insight.smallest_cell", "6")
	if got, _ := w.shown(t, testkit.Resident2, box(everybody)); len(got) != 0 {
		t.Errorf("of five where six are the least is told %v", got)
	}
	_, err = w.As(testkit.Resident2).MapIssues(t.Context(), box(everybody, func(r *intakev1.MapIssuesRequest) { r.Filter = "kind = KIND_HELP" }))
	testkit.WantField(t, err, codes.InvalidArgument, "MAP_UNFILTERED", "filter")
}

// public are the squares of the public map by where they are drawn, and how many issues it stands for.
func (w world) public(t *testing.T, edit ...func(*intakev1.MapIssuesRequest)) (squares map[[2]float64]int32, count int32) {
	t.Helper()
	res, err := w.As(testkit.Resident2).MapIssues(t.Context(), box(append([]func(*intakev1.MapIssuesRequest){everybody}, edit...)...))
	if err != nil {
		t.Fatal(err)
	}
	squares = map[[2]float64]int32{}
	for _, f := range res.GetFeatures() {
		squares[[2]float64(f.GetGeometry().GetCoordinates())], count = f.GetProperties().GetIssueCount(), count+f.GetProperties().GetIssueCount()
	}
	return squares, count
}

// ground is a box between so many times 1e-4 degree from the crossing.
func ground(west, south, east, north float64) func(*intakev1.MapIssuesRequest) {
	return func(r *intakev1.MapIssuesRequest) {
		r.West, r.South, r.East, r.North = 116.1+west/1e4, 39.7+south/1e4, 116.1+east/1e4, 39.7+north/1e4
	}
}

// Whoever could move an edge through a square would see by the count where each of its issues lies.
//
// proves IN-35
func TestNoEdgeOfAPublicMapPartsASquare(t *testing.T) {
	t.Parallel()
	w := start(t)
	for i := range 6 {
		w.told(t, "路灯不亮", "", at(3+float64(i)*8, 45-float64(i)*8))
	}
	for edge := 0.5; edge < 50; edge += 3.5 {
		for side, box := range map[string]func(*intakev1.MapIssuesRequest){
			"west": ground(edge, -90, 90, 90), "south": ground(-90, edge, 90, 90), "east": ground(-90, -90, edge, 90), "north": ground(-90, -90, 90, edge),
			"all": ground(edge, edge, edge+0.1, edge+0.1),
		} {
			if squares, count := w.public(t, box); count != 6 || squares[[2]float64{116.1025, 39.7025}] != 6 {
				t.Errorf("%s at %v: %v", side, edge, squares)
			}
		}
	}
	for side, box := range map[string]func(*intakev1.MapIssuesRequest){
		"west": ground(50, -90, 90, 90), "south": ground(-90, 50, 90, 90), "east": ground(-90, -90, 0, 90), "north": ground(-90, -90, 90, 0),
	} {
		if squares, _ := w.public(t, box); len(squares) != 0 {
			t.Errorf("%s along the square: %v", side, squares)
		}
	}
}

// A far map is made of what a near one shows: its counts, less those, are nothing.
//
// proves IN-35
func TestAPublicMapOfGreaterSquaresCountsNothingOfTheSmallOnesThatHaveFew(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.crowd(t, 10_000)
	if _, err := w.Owner().Exec(t.Context(), "update issue set confirm_time = create_time where number like 'C-%' and hashtext(number) % 4 <> 0"); err != nil {
		t.Fatal(err)
	}
	cells := "from (select count(*) issues from issue where number like 'C-%' and confirm_time is not null group by cell) s where issues "
	shown, hidden, want := one[int](t, w, "select count(*) "+cells+">= 5"), one[int](t, w, "select count(*) "+cells+"< 5"), one[int32](t, w, "select sum(issues) "+cells+">= 5")
	if shown <= 500 || hidden < 50 {
		t.Fatalf("%d squares are shown and %d hidden: the sample shows nothing", shown, hidden)
	}
	far, count := w.public(t, ground(0, 0, 2000, 2000))
	if count != want || len(far) > 500 || len(far) < 125 {
		t.Errorf("the whole is %d squares with %d issues, want %d", len(far), count, want)
	}
	var near int32
	for west := 0.0; west < 2000; west += 500 {
		for south := 0.0; south < 2000; south += 500 {
			_, count := w.public(t, ground(west, south, west+500, south+500))
			near += count
		}
	}
	if near != want {
		t.Errorf("its sixteen parts are %d issues, want %d", near, want)
	}
}
