package diversion_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-22, DI-32
func TestADivertedIssueSaysWhichOfTheSixClassesAndTheResidentIsTold(t *testing.T) {
	t.Parallel()
	w := start(t)
	for class := range intakev1.Issue_Diversion_name {
		to := intakev1.Issue_Diversion(class)
		if to == intakev1.Issue_DIVERSION_UNSPECIFIED || to == intakev1.Issue_DIVERSION_SAME_MATTER {
			continue
		}
		issue := w.Do(t, w.File(t), "triage").GetName()
		diverted, err := w.As(testkit.Dispatcher).DivertIssue(t.Context(), &intakev1.DivertIssueRequest{Name: issue, Diversion: to})
		if err != nil || diverted.GetState() != intakev1.Issue_STATE_DIVERTED || diverted.GetDiversion() != to || diverted.GetReply() == "" ||
			!diverted.GetClosedTime().AsTime().Equal(w.Clock.Now(0)) {
			t.Errorf("%s: %v, %v", to, diverted, err)
		}
		why := intakev1.Issue_CLOSING_REASON_OUT_OF_REMIT
		if to == intakev1.Issue_DIVERSION_SECRET || to == intakev1.Issue_DIVERSION_UNLAWFUL {
			why = intakev1.Issue_CLOSING_REASON_EXPLAINED
		}
		if diverted.GetClosingReason() != why {
			t.Errorf("%s: closed as %v", to, diverted.GetClosingReason())
		}
		entries := w.Timeline(t, testkit.Resident, issue)
		if last := entries[len(entries)-1]; last.GetKind() != intakev1.TimelineEntry_KIND_DIVERTED || last.GetText() != diverted.GetReply() {
			t.Errorf("%s: the resident is told %v", to, last)
		}
	}
	issue := w.Do(t, w.File(t), "triage").GetName()
	divert := func(who testkit.Who, to intakev1.Issue_Diversion) (*intakev1.Issue, error) {
		return w.As(who).DivertIssue(t.Context(), &intakev1.DivertIssueRequest{Name: issue, Diversion: to, Text: "请向区法院提起诉讼"})
	}
	_, err := divert(testkit.CommunityWorker, intakev1.Issue_DIVERSION_STATUTORY_ROUTE)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = divert(testkit.Dispatcher, intakev1.Issue_DIVERSION_UNSPECIFIED)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "diversion")
	diverted, err := divert(testkit.Dispatcher, intakev1.Issue_DIVERSION_STATUTORY_ROUTE)
	if err != nil || diverted.GetReply() != "请向区法院提起诉讼" {
		t.Errorf("words of the dispatcher: %v, %v", diverted, err)
	}
	_, err = divert(testkit.Dispatcher, intakev1.Issue_DIVERSION_STATUTORY_ROUTE)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if reopened := w.Do(t, diverted, "reopen"); reopened.GetDiversion() != intakev1.Issue_DIVERSION_UNSPECIFIED {
		t.Errorf("whoever disagrees reopens it: %v", reopened)
	}
}

// proves IN-22
func TestTheSameMatterIsAnsweredWithTheProgressOfTheEarlierIssueOfTheSameReporter(t *testing.T) {
	t.Parallel()
	w := start(t)
	first := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply")
	w.Clock.Advance(time.Hour)
	second := w.Do(t, w.File(t), "triage").GetName()
	draft := w.Draft(t)
	draft.ContactPhone = "13900001111"
	other, err := w.As(testkit.Resident2).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	divert := func(earlier string) (*intakev1.Issue, error) {
		return w.As(testkit.Dispatcher).DivertIssue(t.Context(), &intakev1.DivertIssueRequest{Name: second,
			Diversion: intakev1.Issue_DIVERSION_SAME_MATTER, EarlierIssue: earlier})
	}
	for _, bad := range []string{"", second, other.GetName(), "issues/01900000-0000-7000-8000-000000000001"} {
		_, err := divert(bad)
		testkit.WantField(t, err, codes.InvalidArgument, "EARLIER_ISSUE_REQUIRED", "earlier_issue")
	}
	diverted, err := divert(first.GetName())
	if err != nil || !strings.Contains(diverted.GetReply(), first.GetNumber()+"：已反馈。"+first.GetReply()) {
		t.Errorf("%v, %v", diverted, err)
	}
}
