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
		{Issue: alike.GetName(), State: intakev1.Issue_STATE_RECEIVED, Distance: 190, Similarity: 85, ExpectedDate: alike.GetExpectedDate(), CreateDate: day},
		{Issue: near.GetName(), State: intakev1.Issue_STATE_RECEIVED, Distance: 150, Similarity: 54, VoiceCount: 1, Joined: true, ExpectedDate: near.GetExpectedDate(), CreateDate: day},
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
