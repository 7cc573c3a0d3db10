package voice_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// again has the second resident file the same matter.
func (w world) again(t *testing.T) *intakev1.Issue {
	t.Helper()
	draft := w.Draft(t)
	draft.Title, draft.Description, draft.Coordinates = "路灯坏了", "请尽快修", at(10)
	issue, err := w.As(testkit.Resident2).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	return issue
}

func (w world) merge(t *testing.T, who testkit.Who, issue, original string) (*intakev1.Issue, error) {
	t.Helper()
	return w.As(who).MergeIssue(t.Context(), &intakev1.MergeIssueRequest{Name: issue, Original: original, Reason: "与已受理的诉求为同一盏路灯"})
}

// proves IN-18, IN-19
func TestAMergedIssueLeavesClocksAndKeepsTheVoiceOfItsReporterHisOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	original, twice := w.lamp(t, 0), w.again(t)
	w.join(t, testkit.Resident, twice.GetName()) // the reporter of the original needs no voice in it
	w.Do(t, original, "triage", "dispatch", "sign")
	twice = w.Do(t, twice, "triage", "dispatch")

	merged, err := w.merge(t, testkit.Dispatcher, twice.GetName(), original.GetName())
	if err != nil || merged.GetState() != intakev1.Issue_STATE_MERGED || merged.GetDuplicateOf() != original.GetName() || merged.GetClosedTime() == nil {
		t.Fatalf("%v, %v", merged, err)
	}
	order, err := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.Dispatcher)).GetDispatch(t.Context(), &dispatchv1.GetDispatchRequest{Name: twice.GetDispatch()})
	if err != nil || order.GetState() != dispatchv1.Dispatch_STATE_CANCELLED {
		t.Errorf("its order is %v, %v", order.GetState(), err)
	}
	list, err := w.As(testkit.Dispatcher).ListIssues(t.Context(), &intakev1.ListIssuesRequest{Filter: `duplicate_of = "` + original.GetName() + `"`})
	if err != nil || len(list.GetIssues()) != 1 || list.GetIssues()[0].GetName() != twice.GetName() {
		t.Errorf("of the original %v are duplicates, %v", list, err)
	}

	voices := w.voices(t, testkit.Resident2)
	if len(voices) != 1 || voices[0].GetIssue() != original.GetName() || voices[0].GetState() != intakev1.Issue_STATE_HANDLING || voices[0].GetVoiceCount() != 1 {
		t.Errorf("the reporter of the merged one has %v", voices)
	}
	if voices := w.voices(t, testkit.Resident); len(voices) != 0 {
		t.Errorf("the reporter of the original has %v", voices)
	}
	told := w.Timeline(t, testkit.Resident2, twice.GetName())
	if last := told[len(told)-1]; last.GetKind() != intakev1.TimelineEntry_KIND_MERGED || last.GetText() != "与已受理的诉求为同一盏路灯" {
		t.Errorf("he is told %v", last)
	}
	own, err := w.As(testkit.Resident2).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: twice.GetName()})
	if err != nil || own.GetDescription() != "请尽快修" {
		t.Errorf("his own words are %v, %v", own, err)
	}
	for who, other := range map[testkit.Who]string{testkit.Resident2: original.GetName(), testkit.Resident: twice.GetName()} {
		_, err := w.As(who).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: other})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
}

func TestWhoJoinedWhatIsMergedHasOneVoiceInTheOriginal(t *testing.T) {
	t.Parallel()
	w := start(t)
	for _, joins := range []int{1, 2} {
		original, twice := w.Do(t, w.lamp(t, 0), "triage").GetName(), w.Do(t, w.lamp(t, 0), "triage").GetName()
		for _, issue := range []string{twice, original}[:joins] {
			w.join(t, testkit.Resident2, issue)
		}
		if _, err := w.merge(t, testkit.Dispatcher, twice, original); err != nil {
			t.Fatal(err)
		}
		if v := w.voices(t, testkit.Resident2); len(v) != joins || v[0].GetIssue() != original || v[0].GetVoiceCount() != 1 {
			t.Errorf("who joined %d of the two has %v", joins, v)
		}
	}
}

func TestOnlyADispatcherMergesAndOnlyIntoAnotherIssueInWorkOfHisStreet(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue, original := w.Do(t, w.lamp(t, 0), "triage"), w.Do(t, w.lamp(t, 0), "triage").GetName()
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA} {
		_, err := w.merge(t, who, issue.GetName(), original)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	over := w.Do(t, w.lamp(t, 0), "withdraw").GetName()
	for _, unfit := range []string{issue.GetName(), over} {
		_, err := w.merge(t, testkit.Dispatcher, issue.GetName(), unfit)
		testkit.WantField(t, err, codes.InvalidArgument, "ORIGINAL_UNFIT", "original")
	}
	_, err := w.merge(t, testkit.Dispatcher, issue.GetName(), "issues/01900000-0000-7000-8000-000000000001")
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if _, err := w.merge(t, testkit.Dispatcher, issue.GetName(), original); err != nil {
		t.Fatal(err)
	}
	_, err = w.merge(t, testkit.Dispatcher, original, issue.GetName())
	testkit.WantField(t, err, codes.InvalidArgument, "ORIGINAL_UNFIT", "original")
	_, err = w.merge(t, testkit.Dispatcher, issue.GetName(), original)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

// proves IN-18
func TestTheSameRequestToMergeIsAnsweredAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := &intakev1.MergeIssueRequest{Name: w.again(t).GetName(), Original: w.lamp(t, 0).GetName(), Reason: "与已受理的诉求为同一盏路灯", RequestId: "merge-1"}
	first, err := w.As(testkit.Dispatcher).MergeIssue(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.As(testkit.Dispatcher).MergeIssue(t.Context(), req); err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v, want %v", again, err, first)
	}
	if voices := w.voices(t, testkit.Resident2); len(voices) != 1 || voices[0].GetVoiceCount() != 1 {
		t.Errorf("the reporter has %v", voices)
	}
}
