package closing_test

import (
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// month is the appraisal month of the tests' noon.
const month = "2026-12"

// The signals by names as short as the tests want them.
const (
	noContact = insightv1.SuspiciousClosing_SIGNAL_NO_CONTACT
	copied    = insightv1.SuspiciousClosing_SIGNAL_COPIED_REPLY
	hasty     = insightv1.SuspiciousClosing_SIGNAL_HASTY
)

type world struct {
	testkit.Issues
	t *testing.T
}

// replied is an issue that its unit replied to in these words, so long after it had signed.
func (w world) replied(after time.Duration, words string) *intakev1.Issue {
	w.t.Helper()
	issue := w.Do(w.t, w.File(w.t), "triage", "dispatch", "sign")
	w.Clock.Advance(after)
	issue, err := w.As(testkit.LiaisonA).ReplyIssue(w.t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: words,
		Contact: &intakev1.Contact{Time: timestamppb.New(w.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}})
	if err != nil {
		w.t.Fatal(err)
	}
	return issue
}

func (w world) list(who testkit.Who, period, unit string) ([]*insightv1.SuspiciousClosing, error) {
	answer, err := insightv1.NewInsightServiceClient(w.Conn(who)).ListSuspiciousClosings(w.t.Context(),
		&insightv1.ListSuspiciousClosingsRequest{Period: period, Unit: unit})
	return answer.GetSuspiciousClosings(), err
}

// found is what the leader of 西潞街道 is told of an issue; nil for nothing.
func (w world) found(issue *intakev1.Issue) *insightv1.SuspiciousClosing {
	w.t.Helper()
	w.Count(w.t)
	list, err := w.list(testkit.StreetLeader, month, w.Street(demo.Xilu))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, c := range list {
		if c.GetIssue() == issue.GetName() {
			return c
		}
	}
	return nil
}

func (w world) want(what string, issue *intakev1.Issue, signals ...insightv1.SuspiciousClosing_Signal) *insightv1.SuspiciousClosing {
	w.t.Helper()
	c := w.found(issue)
	if !slices.Equal(c.GetSignals(), signals) {
		w.t.Errorf("%s: %v, want %v", what, c, signals)
	}
	return c
}

// proves IS-12
func TestAClosingIsSuspiciousWhereNobodyWasContactedTheReplyIsCopiedOrItCameSecondsAfterTheSignature(t *testing.T) {
	t.Parallel()
	w := world{testkit.StartIssues(t), t}
	first := w.replied(time.Hour, "首次登记已完成，请携带身份证到便民大厅领取证书。")
	w.want("a reply as it should be", first)
	quick := w.replied(30*time.Second, "开发商已补交维修资金，可以办理转移登记。")
	if c := w.want("a quick one", quick, hasty); c.GetHastySeconds() != 30 || c.GetNumber() != quick.GetNumber() || c.GetLeadUnit() != quick.GetLeadUnit() {
		t.Errorf("the quick one is told as %v", c)
	}
	again := w.replied(10*time.Second, "首次登记已完成，请携带身份证到便民大厅领取证书。")
	if c := w.want("a copy", again, copied, hasty); c.GetCopiedIssue() != first.GetName() || c.GetCopiedPercent() != 100 {
		t.Errorf("the copy is told as %v", c)
	}
	w.want("the one that was copied", first)
	no := false
	call := testkit.Answered(true, intakev1.Satisfaction_SATISFACTION_SATISFIED)
	call.Contacted = &no
	if _, err := w.As(testkit.Dispatcher).CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: first.GetName(), Callback: call}); err != nil {
		t.Fatal(err)
	}
	w.want("nobody called", first, noContact)
	state := func() intakev1.Issue_State {
		issue, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: first.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		return issue.GetState()
	}
	if state() != intakev1.Issue_STATE_CALLBACK {
		t.Errorf("a finding moves the issue to %v", state())
	}
	w.Do(t, again, "callback", "close", "reopen")
	w.want("a reply that no longer stands", again)

	if _, err := w.Owner().Exec(t.Context(), "update event_cursor set position = 0 where reader = 'closing'"); err != nil {
		t.Fatal(err)
	}
	w.want("heard of twice", quick, hasty)
}

// proves IS-12
func TestWhatIsSuspiciousIsADatedSettingOfTheDistrict(t *testing.T) {
	t.Parallel()
	w := world{testkit.StartIssues(t), t}
	before := w.replied(30*time.Second, "开发商已补交维修资金，可以办理转移登记。")
	w.Settle(t, "insight.hasty_closing_seconds", "10")
	w.Settle(t, "insight.copied_reply_percent", "0")
	w.Clock.Advance(time.Minute)
	after := w.replied(30*time.Second, "开发商已补交维修资金，可以办理转移登记。")
	w.want("before", before, hasty)
	w.want("after", after)
}

func TestWhoIsNotToSeeASuspiciousClosingDoesNot(t *testing.T) {
	t.Parallel()
	w := world{testkit.StartIssues(t), t}
	w.replied(0, "已办结。")
	w.Count(t)
	xilu := w.Street(demo.Xilu)
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.StreetLeader, testkit.AuditAdmin} {
		if list, err := w.list(who, month, xilu); err != nil || len(list) != 1 {
			t.Errorf("%s sees %v, %v", who, list, err)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.CommunityWorker} {
		_, err := w.list(who, month, xilu)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err := w.list(testkit.StreetLeader, month, w.Street("110111011"))
	testkit.WantField(t, err, codes.NotFound, "NOT_FOUND", "unit")
	_, err = w.list(testkit.StreetLeader, "2026-13", xilu)
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "period")
}
