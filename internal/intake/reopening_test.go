package intake_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// dissatisfied is a consultation that was closed and taken up again because its reporter is dissatisfied: somebody has to decide about that.
func (w world) dissatisfied(t *testing.T) *intakev1.Issue {
	t.Helper()
	closed := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), lives["CLOSED"]...)
	w.Clock.Advance(time.Minute)
	reopened, err := w.As(testkit.Resident).RateIssue(t.Context(), &intakev1.RateIssueRequest{Name: closed.GetName(),
		Rating: &intakev1.Rating{Satisfaction: intakev1.Satisfaction_SATISFACTION_DISSATISFIED}})
	if err != nil || reopened.GetState() != intakev1.Issue_STATE_REOPENED || reopened.GetReopenDecision() != intakev1.Issue_REOPEN_DECISION_PENDING {
		t.Fatalf("%v, %v", reopened, err)
	}
	return reopened
}

// proves IN-23, IN-28
func TestEveryVerbThatTakesAReopeningUpAcceptsItAndAnyOtherLeavesItToBeDecided(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "restriction.issue_limits", `{"person_hour":0,"person_day":0,"device_hour":0,"device_day":0}`)
	verbs, original := w.Verbs(t), w.Do(t, w.File(t), "triage").GetName()
	verbs["merge"] = func(ctx context.Context, name string) (*intakev1.Issue, error) {
		return w.As(testkit.Dispatcher).MergeIssue(ctx, &intakev1.MergeIssueRequest{Name: name, Original: original, Reason: "同一事项"})
	}
	for _, verb := range legal["REOPENED"] {
		issue := w.dissatisfied(t)
		if verb == "answerUrge" {
			issue = w.Do(t, issue, "urge")
		}
		w.Clock.Advance(time.Minute)
		after, err := verbs[verb](t.Context(), issue.GetName())
		if err != nil {
			t.Errorf("%s: %v", verb, err)
			continue
		}
		after = w.seen(t, testkit.Dispatcher, issue.GetName()) // a split answers with another one
		want := intakev1.Issue_REOPEN_DECISION_ACCEPTED
		switch {
		case verb == "refuseReopening":
			want = intakev1.Issue_REOPEN_DECISION_REFUSED
		case after.GetState() == intakev1.Issue_STATE_REOPENED:
			want = intakev1.Issue_REOPEN_DECISION_PENDING
		}
		if after.GetReopenDecision() != want {
			t.Errorf("%s leads to %s, %s, want %s", verb, after.GetState(), after.GetReopenDecision(), want)
		}
	}
}

// proves IN-26, IN-28
func TestAReopeningAboutWhichTheReporterWasAskedIsDecidedWhenItComesBack(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.dissatisfied(t), "requestInfo", "provideInfo")
	if issue.GetState() != intakev1.Issue_STATE_REOPENED || issue.GetReopenDecision() != intakev1.Issue_REOPEN_DECISION_ACCEPTED {
		t.Errorf("it comes back as %s, %s", issue.GetState(), issue.GetReopenDecision())
	}
	_, err := w.As(testkit.Dispatcher).RefuseReopening(t.Context(), &intakev1.RefuseReopeningRequest{Name: issue.GetName(), Reason: "无新情况"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REOPENING_NOT_PENDING")
	if sent := w.Do(t, issue, "dispatch"); sent.GetReopenDecision() != intakev1.Issue_REOPEN_DECISION_ACCEPTED {
		t.Errorf("sent out as %s", sent.GetReopenDecision())
	}
}
