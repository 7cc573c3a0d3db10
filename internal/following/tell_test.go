package following_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-36
func TestWhoFollowsAnIssueIsToldWhenItsStateChangesAndOfNothingElse(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
	f := w.follow(t, testkit.Resident2, issue.GetName())
	if f.GetIssue() != issue.GetName() || f.GetState() != intakev1.Issue_STATE_RECEIVED {
		t.Errorf("%v", f)
	}
	if got := w.told(t, testkit.Resident2); len(got) != 0 {
		t.Errorf("before anything has changed he is told %v", got)
	}
	w.Do(t, issue, "triage")
	got := w.told(t, testkit.Resident2)
	if len(got) != 1 || got[0].GetEventType() != "haolinju.intake.following.issue_changed.v1" || got[0].GetSubject() != f.GetName() || got[0].GetTitle() != "关注的诉求有进展" {
		t.Fatalf("%v", got)
	}
	shown, err := w.As(testkit.Resident2).GetFollowing(t.Context(), &intakev1.GetFollowingRequest{Name: got[0].GetSubject()})
	f.State = intakev1.Issue_STATE_TRIAGED
	if err != nil || !proto.Equal(shown, f) {
		t.Errorf("%v, %v, want %v", shown, err, f)
	}
	w.Do(t, issue, "urge", "answerUrge")
	w.Clock.Advance(2 * time.Hour)
	if got := w.told(t, testkit.Resident2); len(got) != 1 {
		t.Errorf("though it stands where it did he is told %v", got)
	}
}

// proves IN-36
func TestQuickChangesOfAnIssueAreToldTogether(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
	w.follow(t, testkit.Resident2, issue.GetName())
	for at, verb := range []string{"triage", "dispatch", "sign", "reply"} {
		w.Do(t, issue, verb)
		if got := w.told(t, testkit.Resident2); len(got) != 1 {
			t.Errorf("%d minutes after the first notice there are %d", at, len(got))
		}
	}
	w.Clock.Advance(56 * time.Minute)
	if got := w.told(t, testkit.Resident2); len(got) != 1 {
		t.Errorf("just before an hour is over: %d", len(got))
	}
	w.Clock.Advance(time.Minute)
	if got := w.told(t, testkit.Resident2); len(got) != 2 {
		t.Errorf("after an hour: %d, want one notice of three changes", len(got))
	}
}

// proves IN-36
func TestNewIssuesOfAnAreaAndOfACategoryAreToldTogetherAndNotMoreOftenThanTheSettingSays(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.File(t)
	w.Watch(t)
	area, category := w.follow(t, testkit.Resident2, w.Street("110111012")), w.follow(t, testkit.LiaisonA, w.Category)
	below := w.SubCategory(t, "TEST.PROPERTY.DEED")
	if got := w.told(t, testkit.Resident2); len(got) != 0 {
		t.Errorf("of what was there before he is told %v", got)
	}
	for range 3 {
		w.File(t, func(i *intakev1.Issue) { i.Category = below })
	}
	w.File(t, w.elsewhere(t), func(i *intakev1.Issue) { i.Category = w.NewCategory(t, "TEST.OTHER", 3) })
	w.Watch(t)
	for who, f := range map[testkit.Who]*intakev1.Following{testkit.Resident2: area, testkit.LiaisonA: category} {
		got := w.told(t, who)
		if len(got) != 1 || got[0].GetEventType() != "haolinju.intake.following.issues_published.v1" || got[0].GetSubject() != f.GetName() {
			t.Errorf("%s is told %v", who, got)
		}
	}
	w.Clock.Advance(time.Hour)
	w.File(t)
	for hours, want := range []int{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2} { // two a day
		if got := w.told(t, testkit.Resident2); len(got) != want {
			t.Errorf("%d hours after the first notice there are %d, want %d", hours+1, len(got), want)
		}
		w.Clock.Advance(time.Hour)
	}
	w.Settle(t, "intake.following_notices", `{"area": 24}`)
	w.Clock.Advance(6 * time.Second)
	w.File(t)
	if got := w.told(t, testkit.Resident2); len(got) != 3 {
		t.Errorf("with one an hour there are %d", len(got))
	}
}

// proves IN-36
func TestNobodyIsToldOfAnIssueThatOthersMayNotKnowOf(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follow(t, testkit.Resident2, w.area(t))
	w.follow(t, testkit.Resident2, w.Category)
	for _, hide := range hidden {
		w.Do(t, w.File(t, hide), "triage")
	}
	draft := w.Draft(t)
	draft.Channel = intakev1.Issue_CHANNEL_DESK
	if _, err := w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft}); err != nil {
		t.Fatal(err)
	}
	if got := w.told(t, testkit.Resident2); len(got) != 0 {
		t.Errorf("%v", got)
	}

	shut := false
	private := w.File(t, hidden["private"])
	w.Watch(t)
	if _, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: private.GetName(), Private: &shut}); err != nil {
		t.Fatal(err)
	}
	if got := w.told(t, testkit.Resident2); len(got) != 2 {
		t.Errorf("once it is public, %d notices of area and category", len(got))
	}
}

// What was news when it was marked is looked at again when it is told.
//
// proves IN-36
func TestNewsThatIsNoneAnyMoreWhenItMayBeToldIsNotTold(t *testing.T) {
	t.Parallel()
	w := start(t)
	shut := true
	close := func(issue *intakev1.Issue) {
		t.Helper()
		if _, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(), Private: &shut}); err != nil {
			t.Fatal(err)
		}
	}
	followed := w.File(t)
	w.follow(t, testkit.Resident2, w.area(t))
	w.follow(t, testkit.Judge, followed.GetName())
	w.File(t)
	if got := w.told(t, testkit.Resident2); len(got) != 1 {
		t.Fatalf("%v", got)
	}
	waiting := w.File(t)
	w.Watch(t)
	close(waiting)
	close(followed)
	w.Clock.Advance(13 * time.Hour)
	if got := w.told(t, testkit.Resident2); len(got) != 1 {
		t.Errorf("of an issue that was made private meanwhile: %v", got)
	}
	if got := w.told(t, testkit.Judge); len(got) != 0 {
		t.Errorf("that a followed issue was made private: %v", got)
	}
	list, err := w.As(testkit.Judge).ListFollowings(t.Context(), &intakev1.ListFollowingsRequest{})
	if err != nil || len(list.GetFollowings()) != 1 || list.GetFollowings()[0].GetState() != intakev1.Issue_STATE_UNSPECIFIED {
		t.Errorf("where it stands is shown: %v, %v", list, err)
	}
}

// proves IN-36
func TestTheReporterAndWhoJoinedAreNotToldASecondTime(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident2, testkit.Judge} {
		w.follow(t, who, issue.GetName())
		w.follow(t, who, w.area(t))
	}
	if _, err := w.As(testkit.Resident2).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue.GetName()}); err != nil {
		t.Fatal(err)
	}
	w.Watch(t)
	w.Do(t, issue, "triage")
	w.File(t)
	for who, want := range map[testkit.Who][]string{
		testkit.Resident:  nil,
		testkit.Resident2: {"issues_published"},
		testkit.Judge:     {"issue_changed", "issues_published"},
	} {
		var got []string
		for _, n := range w.told(t, who) {
			got = append(got, strings.Split(n.GetEventType(), ".")[3])
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s is told %v, want %v", who, got, want)
		}
	}
}

// proves IN-36
func TestAnIssueWithSensitiveWordsIsNewsWhenAModeratorLetsItThrough(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := moderationv1.NewModerationServiceClient(w.Conn(testkit.SystemAdmin)).CreateWordList(t.Context(), &moderationv1.CreateWordListRequest{
		WordList: &moderationv1.WordList{Words: []string{"赌博"}, Source: "区网信办通知"}}); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(6 * time.Second)
	w.follow(t, testkit.Resident2, w.area(t))
	w.File(t, func(i *intakev1.Issue) { i.Title = "路灯下聚众赌博" })
	if got := w.told(t, testkit.Resident2); len(got) != 0 || len(w.followed(t, testkit.Resident2)) != 0 {
		t.Errorf("before anybody has looked at it: %v", got)
	}
	desk := moderationv1.NewModerationServiceClient(w.Conn(testkit.StreetLeader))
	list, err := desk.ListModerationCases(t.Context(), &moderationv1.ListModerationCasesRequest{})
	if err != nil || len(list.GetModerationCases()) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	name := list.GetModerationCases()[0].GetName()
	if _, err := desk.ClaimModerationCase(t.Context(), &moderationv1.ClaimModerationCaseRequest{Name: name}); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.DismissModerationCase(t.Context(), &moderationv1.DismissModerationCaseRequest{Name: name, Reason: "反映情况属实"}); err != nil {
		t.Fatal(err)
	}
	if got := w.told(t, testkit.Resident2); len(got) != 1 || len(w.followed(t, testkit.Resident2)) != 1 {
		t.Errorf("after the decision: %v", got)
	}
}

// The words, the event and the answers say nothing of who reported or who follows.
//
// proves IN-36
func TestNoEventOfAFollowingNamesAnybody(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follow(t, testkit.Resident2, w.area(t))
	w.File(t)
	if got := w.told(t, testkit.Resident2); len(got) != 1 {
		t.Fatalf("%v", got)
	}
	if n := w.count(t, `select count(*) from event where type like 'haolinju.intake.following.%' and data = '{}' and cardinality(unit_ids) = 0`); n != 1 {
		t.Errorf("%d events say nothing but that there is news", n)
	}
}
