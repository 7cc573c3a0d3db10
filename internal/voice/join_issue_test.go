package voice_test

import (
	"slices"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-17
func TestWhoeverJoinsCountsOnceAndFollowsTheIssueByHisVoice(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.lamp(t, 0)
	mine := w.join(t, testkit.Resident2, issue.GetName())
	_, err := w.As(testkit.Resident2).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue.GetName()})
	testkit.WantFault(t, err, codes.AlreadyExists, "ALREADY_JOINED")

	w.Do(t, issue, "triage", "dispatch", "sign")
	got, err := w.As(testkit.Resident2).GetVoice(t.Context(), &intakev1.GetVoiceRequest{Name: mine.GetName()})
	want := &intakev1.Voice{Name: mine.GetName(), Issue: issue.GetName(), State: intakev1.Issue_STATE_HANDLING, Category: w.Category,
		ExpectedDate: issue.GetExpectedDate(), VoiceCount: 1, CreateTime: mine.GetCreateTime()}
	if err != nil || !proto.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if list := w.voices(t, testkit.Resident2); len(list) != 1 || !proto.Equal(list[0], want) {
		t.Errorf("%v", list)
	}
	_, err = w.As(testkit.Resident2).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	for _, other := range []testkit.Who{testkit.Resident, testkit.ForeignResident} {
		_, err = w.As(other).GetVoice(t.Context(), &intakev1.GetVoiceRequest{Name: mine.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	if _, err := w.As(testkit.Resident2).LeaveIssue(t.Context(), &intakev1.LeaveIssueRequest{Name: issue.GetName()}); err != nil {
		t.Fatal(err)
	}
	if list := w.voices(t, testkit.Resident2); len(list) != 0 {
		t.Errorf("after leaving %v", list)
	}
	_, err = w.As(testkit.Resident2).LeaveIssue(t.Context(), &intakev1.LeaveIssueRequest{Name: issue.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

// proves IN-17
func TestOneStepOfASharedIssueIsTheOneNoticeOfEverybodyWhoJoined(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue, left := w.lamp(t, 0), w.lamp(t, 0)
	w.join(t, testkit.Resident2, issue.GetName())
	w.join(t, testkit.Resident2, left.GetName())
	if _, err := w.As(testkit.Resident2).LeaveIssue(t.Context(), &intakev1.LeaveIssueRequest{Name: left.GetName()}); err != nil {
		t.Fatal(err)
	}
	w.Do(t, issue, "triage", "dispatch", "sign", "reply")
	w.Do(t, left, "triage", "dispatch")
	w.Tell(t)
	w.Tell(t)
	list, err := noticev1.NewNoticeServiceClient(w.Conn(testkit.Resident2)).ListNotices(t.Context(), &noticev1.ListNoticesRequest{})
	var told []string
	for _, n := range list.GetNotices() {
		if n.GetSubject() != issue.GetName() {
			t.Errorf("he is told of %v", n)
		}
		told = append(told, n.GetEventType())
	}
	slices.Sort(told)
	if want := []string{"haolinju.intake.issue.created.v1", "haolinju.intake.issue.dispatched.v1", "haolinju.intake.issue.replied.v1"}; err != nil || !slices.Equal(told, want) {
		t.Errorf("he is told of %v, want %v, %v", told, want, err)
	}
}

func TestAnIssueThatOthersMayNotKnowOfCannotBeJoined(t *testing.T) {
	t.Parallel()
	w := start(t)
	join := func(who testkit.Who, issue string) error {
		_, err := w.As(who).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue})
		return err
	}
	for _, hidden := range []string{
		"issues/01900000-0000-7000-8000-000000000001",
		w.lamp(t, 0, func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL }).GetName(),
		w.lamp(t, 0, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF }).GetName(),
		w.Do(t, w.lamp(t, 0), "withdraw").GetName(),
	} {
		testkit.WantFault(t, join(testkit.Resident2, hidden), codes.NotFound, "NOT_FOUND")
	}
	issue := w.lamp(t, 0).GetName()
	testkit.WantField(t, join(testkit.Resident, issue), codes.FailedPrecondition, "OWN_ISSUE", "name")
	testkit.WantFault(t, join(testkit.LiaisonA, issue), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantField(t, join(testkit.Resident2, "issues/7"), codes.InvalidArgument, "INVALID_ARGUMENT", "name")
	if list := w.voices(t, testkit.Resident2); len(list) != 0 {
		t.Errorf("%v", list)
	}
}

func TestOfManyWhoJoinAsOnePersonAtOnceOneDoes(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.lamp(t, 0).GetName()
	var joined atomic.Int32
	var all errgroup.Group
	for range 8 {
		all.Go(func() error {
			_, err := w.As(testkit.Resident2).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue})
			if err == nil {
				joined.Add(1)
				return nil
			}
			testkit.WantFault(t, err, codes.AlreadyExists, "ALREADY_JOINED")
			return nil
		})
	}
	if err := all.Wait(); err != nil || joined.Load() != 1 {
		t.Errorf("%d joined, %v", joined.Load(), err)
	}
	if list := w.voices(t, testkit.Resident2); len(list) != 1 || list[0].GetVoiceCount() != 1 {
		t.Errorf("%v", list)
	}
}

func TestTheSameRequestToJoinIsAnsweredAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	req := &intakev1.JoinIssueRequest{Name: w.lamp(t, 0).GetName(), RequestId: "join-1"}
	first, err := w.As(testkit.Resident2).JoinIssue(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.As(testkit.Resident2).JoinIssue(t.Context(), req); err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v, want %v", again, err, first)
	}
}
