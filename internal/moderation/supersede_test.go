package moderation_test

import (
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// revealed is the original of a redaction.
func (w world) revealed(t *testing.T, r *moderationv1.Redaction) string {
	t.Helper()
	got, err := w.desk(testkit.Dispatcher).RevealRedaction(t.Context(), &moderationv1.RevealRedactionRequest{Name: r.GetName(), Reason: "核对事实"})
	if err != nil {
		t.Fatal(err)
	}
	return got.GetOriginal()
}

// over checks that a redaction holds no more and cannot be undone.
func (w world) over(t *testing.T, r *moderationv1.Redaction) {
	t.Helper()
	got, err := w.desk(testkit.Dispatcher).GetRedaction(t.Context(), &moderationv1.GetRedactionRequest{Name: r.GetName()})
	if err != nil || got.GetEndTime() == nil {
		t.Errorf("it still holds: %v, %v", got, err)
	}
	_, err = w.desk(testkit.Dispatcher).UndoRedaction(t.Context(), &moderationv1.UndoRedactionRequest{Name: r.GetName(), Reason: "核实无误"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REDACTION_OVER")
}

// proves IN-14
func TestTheRedactionOfAReplyEndsWithTheReplyAndTheNextReplyHasAnOriginalOfItsOwn(t *testing.T) {
	t.Parallel()
	const first = "请联系邻居王某13900001111"
	for title, again := range map[string][]string{"a reply": {"reopen", "dispatch", "sign", "reply"}, "an answer": {"reopen", "answer"}} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			w := start(t)
			issue := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), "triage", "dispatch", "sign")
			issue, err := w.As(testkit.LiaisonA).ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: first,
				Contact: &intakev1.Contact{Time: timestamppb.New(w.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}})
			if err != nil {
				t.Fatal(err)
			}
			before := w.redact(t, issue.GetName(), moderationv1.Redaction_PART_REPLY, "")
			title := w.redact(t, issue.GetName(), moderationv1.Redaction_PART_TITLE, "")
			second := w.Do(t, issue, again...).GetReply()
			if second == "" || second == first {
				t.Fatalf("it reads %s", second)
			}
			w.over(t, before)
			if got := w.shown(t, testkit.Resident, issue.GetName()).GetReply(); got != second {
				t.Errorf("the reporter reads %s, want %s", got, second)
			}
			after := w.redact(t, issue.GetName(), moderationv1.Redaction_PART_REPLY, "")
			if was, is := w.revealed(t, before), w.revealed(t, after); was != first || is != second {
				t.Errorf("the originals are %s and %s, want %s and %s", was, is, first, second)
			}
			if _, err := w.desk(testkit.Dispatcher).UndoRedaction(t.Context(), &moderationv1.UndoRedactionRequest{Name: title.GetName(), Reason: "核实无误"}); err != nil {
				t.Errorf("the title, which nobody wrote anew: %v", err)
			}
		})
	}
}

// proves IN-14
func TestTheRedactionOfARatingEndsWhenTheIssueIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply", "callback", "close", "rate")
	first := issue.GetRating().GetText()
	before := w.redact(t, issue.GetName(), moderationv1.Redaction_PART_RATING, "")
	w.Do(t, issue, "reopen")
	w.over(t, before)
	w.Do(t, issue, "dispatch", "sign", "reply")
	if _, err := w.As(testkit.Resident).RateIssue(t.Context(), &intakev1.RateIssueRequest{Name: issue.GetName(),
		Rating: &intakev1.Rating{Solved: true, Satisfaction: intakev1.Satisfaction_SATISFACTION_SATISFIED, Text: "这次很快"}}); err != nil {
		t.Fatal(err)
	}
	after := w.redact(t, issue.GetName(), moderationv1.Redaction_PART_RATING, "")
	if was, is := w.revealed(t, before), w.revealed(t, after); was != first || is != "这次很快" {
		t.Errorf("the originals are %s and %s", was, is)
	}
}
