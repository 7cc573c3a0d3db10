package callback_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// dissatisfied has the resident say so.
func (w world) dissatisfied(t *testing.T, issue string) *intakev1.Issue {
	t.Helper()
	rated, err := w.As(testkit.Resident).RateIssue(t.Context(), &intakev1.RateIssueRequest{Name: issue,
		Rating: &intakev1.Rating{Satisfaction: intakev1.Satisfaction_SATISFACTION_DISSATISFIED, Text: "问题还在"}})
	if err != nil {
		t.Fatal(err)
	}
	return rated
}

// proves IN-30
func TestADissatisfiedResidentHasTheIssueTakenUpAgainAndTheStreetDecides(t *testing.T) {
	t.Parallel()
	w := start(t)
	street := w.As(testkit.Dispatcher)
	for state, life := range map[string][]string{
		"REPLIED":  {"triage", "dispatch", "sign", "reply"},
		"CALLBACK": {"triage", "dispatch", "sign", "reply", "callback"},
		"CLOSED":   {"triage", "dispatch", "sign", "reply", "callback", "close"},
	} {
		issue := w.dissatisfied(t, w.Do(t, w.File(t), life...).GetName())
		if issue.GetState() != intakev1.Issue_STATE_REOPENED || issue.GetReopenDecision() != intakev1.Issue_REOPEN_DECISION_PENDING ||
			issue.GetReopenCount() != 1 || issue.GetRating() != nil || issue.GetClosedTime() != nil {
			t.Errorf("dissatisfied in %s: %v", state, issue)
		}
		if issue = w.Do(t, issue, "dispatch"); issue.GetReopenDecision() != intakev1.Issue_REOPEN_DECISION_ACCEPTED {
			t.Errorf("an order accepts: %v", issue)
		}
	}
	issue := w.dissatisfied(t, w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply").GetName()).GetName()
	_, err := w.As(testkit.CommunityWorker).RefuseReopening(t.Context(), &intakev1.RefuseReopeningRequest{Name: issue, Reason: "无新情况"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = street.RefuseReopening(t.Context(), &intakev1.RefuseReopeningRequest{Name: issue})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "reason")
	refused, err := street.RefuseReopening(t.Context(), &intakev1.RefuseReopeningRequest{Name: issue, Reason: "已按规划要求办结，无新情况"})
	if err != nil || refused.GetState() != intakev1.Issue_STATE_CLOSED || refused.GetReopenDecision() != intakev1.Issue_REOPEN_DECISION_REFUSED ||
		!refused.GetClosedTime().AsTime().Equal(w.Clock.Now(0)) {
		t.Fatalf("%v, %v", refused, err)
	}
	entries := w.Timeline(t, testkit.Resident, issue)
	if last := entries[len(entries)-1]; last.GetText() != "已按规划要求办结，无新情况" {
		t.Errorf("the resident is told %v", last)
	}
	again := w.Do(t, refused, "reopen")
	if again.GetReopenDecision() != intakev1.Issue_REOPEN_DECISION_UNSPECIFIED {
		t.Errorf("reopened by the verb: %v", again)
	}
	_, err = street.RefuseReopening(t.Context(), &intakev1.RefuseReopeningRequest{Name: issue, Reason: "无新情况"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REOPENING_NOT_PENDING")
}

func TestARatingAfterTheDaysOfReopeningIsKeptAndReopensNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	closed := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply", "callback", "close")
	w.Clock.Advance(16 * 24 * time.Hour)
	rated := w.dissatisfied(t, closed.GetName())
	if rated.GetState() != intakev1.Issue_STATE_CLOSED || rated.GetRating().GetText() != "问题还在" {
		t.Errorf("%v", rated)
	}
}

// proves IN-29
func TestAResidentSaysWhatHisJudgementRestsOnAndWhetherHeMayBeContacted(t *testing.T) {
	t.Parallel()
	w := start(t)
	closed := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply", "callback", "close").GetName()
	given := &intakev1.Rating{Solved: true, Satisfaction: intakev1.Satisfaction_SATISFACTION_BASICALLY, Text: "修好了，等得久",
		Reasons: []intakev1.Rating_Reason{intakev1.Rating_REASON_RESULT, intakev1.Rating_REASON_SPEED}, ContactAllowed: true}
	twice := &intakev1.RateIssueRequest{Name: closed, Rating: proto.Clone(given).(*intakev1.Rating)}
	twice.Rating.Reasons[1] = intakev1.Rating_REASON_RESULT
	_, err := w.As(testkit.Resident).RateIssue(t.Context(), twice)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "rating.reasons")
	_, err = w.As(testkit.Resident2).RateIssue(t.Context(), &intakev1.RateIssueRequest{Name: closed, Rating: given})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if _, err := w.As(testkit.Resident).RateIssue(t.Context(), &intakev1.RateIssueRequest{Name: closed, Rating: given}); err != nil {
		t.Fatal(err)
	}
	shown, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: closed})
	if given.CreateTime = timestamppb.New(w.Clock.Now(0)); err != nil || !proto.Equal(shown.GetRating(), given) {
		t.Errorf("the street sees %v, %v; want %v", shown.GetRating(), err, given)
	}
	if again := w.Do(t, shown, "reopen"); again.GetRating() != nil {
		t.Errorf("reopened, it is rated %v", again.GetRating())
	}
	_, err = w.As(testkit.Resident).RateIssue(t.Context(), &intakev1.RateIssueRequest{Name: closed, Rating: given})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}
