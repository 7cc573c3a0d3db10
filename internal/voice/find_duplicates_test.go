package voice_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-16
func TestLikelyDuplicatesAreNearRecentOfTheCategoryAndAlike(t *testing.T) {
	t.Parallel()
	w := start(t)
	near, alike := w.lamp(t, 148), w.lamp(t, 188, func(i *intakev1.Issue) { i.Title = "路灯不亮" })
	w.lamp(t, 230)
	w.lamp(t, 0, func(i *intakev1.Issue) { i.Title = "垃圾桶满了没人清" })
	w.lamp(t, 0, func(i *intakev1.Issue) {
		i.Category = w.NewCategory(t, "TEST.OTHER", directoryv1.Category_TIER_ORDINARY)
	})
	for _, hidden := range []func(*intakev1.Issue){
		func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL },
		func(i *intakev1.Issue) {
			i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
		},
		func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF },
		func(i *intakev1.Issue) { i.Private = true },
	} {
		w.lamp(t, 0, hidden)
	}
	w.Do(t, w.lamp(t, 0), "withdraw")

	w.join(t, testkit.Resident2, near.GetName())
	res, err := w.As(testkit.Resident2).FindDuplicates(t.Context(), w.ask())
	if err != nil {
		t.Fatal(err)
	}
	day := w.Day(0)
	want := &intakev1.FindDuplicatesResponse{Duplicates: []*intakev1.Duplicate{
		{Issue: alike.GetName(), State: intakev1.Issue_STATE_RECEIVED, Distance: 170, Similarity: 85, ExpectedDate: alike.GetExpectedDate(), CreateDate: day},
		{Issue: near.GetName(), State: intakev1.Issue_STATE_RECEIVED, Distance: 120, Similarity: 54, VoiceCount: 1, Joined: true, ExpectedDate: near.GetExpectedDate(), CreateDate: day},
	}}
	if !proto.Equal(res, want) {
		t.Errorf("%v, want %v", res, want)
	}
	if got := w.found(t, testkit.Resident2, w.ask(func(r *intakev1.FindDuplicatesRequest) { r.Title = "" })); len(got) != 3 {
		t.Errorf("without a title %v are shown, want three", got)
	}
	w.Clock.Advance(7*24*time.Hour + time.Minute)
	if got := w.found(t, testkit.Resident2, w.ask()); len(got) != 0 {
		t.Errorf("after a week %v are shown", got)
	}
	w.Settle(t, "intake.duplicate_days", "8")
	w.Settle(t, "intake.duplicate_radius", "160")
	if got := w.found(t, testkit.Resident2, w.ask()); !slices.Equal(got, []string{near.GetName()}) {
		t.Errorf("within 160 m of eight days %v are shown", got)
	}
	w.Settle(t, "intake.duplicate_similarity", "60")
	if got := w.found(t, testkit.Resident2, w.ask()); len(got) != 0 {
		t.Errorf("alike by 60 %% are %v", got)
	}
}

func TestTheReporterSeesThatADuplicateIsHisOwnAndWhoJoinedThatHeDid(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.lamp(t, 0).GetName()
	w.join(t, testkit.Resident2, issue)
	for who, want := range map[testkit.Who][2]bool{testkit.Resident: {true, false}, testkit.Resident2: {false, true}, testkit.Dispatcher: {}} {
		res, err := w.As(who).FindDuplicates(t.Context(), w.ask())
		if err != nil || len(res.GetDuplicates()) != 1 {
			t.Fatalf("%s: %v, %v", who, res, err)
		}
		if d := res.GetDuplicates()[0]; d.GetOwn() != want[0] || d.GetJoined() != want[1] {
			t.Errorf("%s: own %v, joined %v", who, d.GetOwn(), d.GetJoined())
		}
	}
}

func TestDuplicatesAreSoughtWhereARegisteredPlaceIs(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.lamp(t, 0).GetName()
	place := func(code string, at *directoryv1.Coordinates) string {
		p, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SystemAdmin)).CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{
			Place: &directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, DisplayName: code, Unit: w.Community(t, "110111012"), Coordinates: at}})
		if err != nil {
			t.Fatal(err)
		}
		return p.GetName()
	}
	from := func(place string) *intakev1.FindDuplicatesRequest {
		return w.ask(func(r *intakev1.FindDuplicatesRequest) { r.Coordinates, r.Place = nil, place })
	}
	if got := w.found(t, testkit.Resident2, from(place("路口", at(20)))); !slices.Equal(got, []string{issue}) {
		t.Errorf("%v", got)
	}
	for field, req := range map[string]*intakev1.FindDuplicatesRequest{"coordinates": from(""), "place": from(place("无坐标", nil))} {
		_, err := w.As(testkit.Resident2).FindDuplicates(t.Context(), req)
		testkit.WantField(t, err, codes.InvalidArgument, "DUPLICATE_PLACE_REQUIRED", field)
	}
}

// from is a question without a title from so many 1e-4 degree north and east of the crossing.
func (w world) from(north, east float64) *intakev1.FindDuplicatesRequest {
	return w.ask(func(r *intakev1.FindDuplicatesRequest) { r.Title, r.Coordinates = "", offset(north, east) })
}

func offset(north, east float64) *directoryv1.Coordinates {
	return &directoryv1.Coordinates{Latitude: 39.7 + north/1e4, Longitude: 116.1 + east/1e4, Datum: directoryv1.Coordinates_DATUM_WGS84}
}

// Whoever asks from many points, or by where an issue is near no more, learns of two issues of one square of 5e-4 degree the same.
//
// proves IN-16
func TestWhereverSomebodyAsksFromTheIssuesOfASquareAreEquallyFar(t *testing.T) {
	t.Parallel()
	w := start(t)
	lamp := func(north, east float64) string {
		return w.lamp(t, 0, func(i *intakev1.Issue) { i.Coordinates = offset(north, east) }).GetName()
	}
	one, other := lamp(0.1, 4.8), lamp(4.9, 0.2)
	near, far := 0, 0
	for north := -22.0; north < 27; north += 3.7 {
		for east := -27.0; east < 32; east += 4.3 {
			res, err := w.As(testkit.Resident2).FindDuplicates(t.Context(), w.from(north, east))
			if err != nil {
				t.Fatal(err)
			}
			metres := map[string]int32{}
			for _, d := range res.GetDuplicates() {
				metres[d.GetIssue()] = d.GetDistance()
			}
			switch there, too := metres[one]; {
			case len(metres) == 0:
				far++
			case !too || len(metres) != 2 || there != metres[other]:
				t.Errorf("from (%v, %v): %v", north, east, metres)
			default:
				near++
			}
		}
	}
	if near < 20 || far < 20 {
		t.Errorf("found from %d points and not from %d: the sample shows nothing", near, far)
	}
}

// proves IN-16
func TestAnIssueIsFoundFromItsOwnSpotWhateverTheRadius(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.duplicate_radius", "10")
	for _, at := range [][2]float64{{0, 0}, {4.999, 4.999}, {2.5, 50}, {54.999, 0}} {
		issue := w.lamp(t, 0, func(i *intakev1.Issue) { i.Coordinates = offset(at[0], at[1]) }).GetName()
		if got := w.found(t, testkit.Resident2, w.from(at[0], at[1])); !slices.Contains(got, issue) {
			t.Errorf("at %v: %v", at, got)
		}
	}
}
