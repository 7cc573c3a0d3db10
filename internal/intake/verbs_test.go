package intake_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestTriageCorrectsKindCategoryAndTerritory(t *testing.T) {
	t.Parallel()
	w := start(t)
	urgent := w.NewCategory(t, "TEST.WATER", directoryv1.Category_TIER_URGENT)
	issue := w.File(t)
	before := w.written(t)
	_, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(), Category: "categories/" + uuid.NewString()})
	testkit.WantField(t, err, codes.InvalidArgument, "CATEGORY_UNKNOWN", "category")
	_, err = w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(), Community: w.UnitOf(t, testkit.LiaisonA)})
	testkit.WantField(t, err, codes.InvalidArgument, "UNIT_NOT_TERRITORIAL", "community")
	if w.written(t) != before {
		t.Error("a refused triage wrote something")
	}
	got, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(),
		Kind: intakev1.Issue_KIND_COMPLAINT, Category: urgent, Community: w.Street(demo.Xilu)})
	if err != nil {
		t.Fatal(err)
	}
	if got.GetKind() != intakev1.Issue_KIND_COMPLAINT || got.GetCategory() != urgent || got.GetCommunity() != w.Street(demo.Xilu) ||
		got.GetSubDistrict() != w.Street(demo.Xilu) || !got.GetDueTime().AsTime().Equal(testkit.Noon.AddDate(0, 0, 1)) {
		t.Errorf("triaged as %v", got)
	}
}

func TestAConsultationIsAnsweredAtOnceAndAComplaintNeedsAnOrder(t *testing.T) {
	t.Parallel()
	w := start(t)
	question := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), "triage", "answer")
	if question.GetState() != intakev1.Issue_STATE_ANSWERED || question.GetReply() == "" {
		t.Errorf("%v", question)
	}
	complaint := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_COMPLAINT }), "triage")
	_, err := w.As(testkit.Dispatcher).AnswerIssue(t.Context(), &intakev1.AnswerIssueRequest{Name: complaint.GetName(), Text: "知道了"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ORDER_REQUIRED")
}

func TestABadOrderIsRefusedByFieldAndNothingIsSent(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage")
	lead := w.UnitOf(t, testkit.LiaisonA)
	before := w.written(t)
	for _, c := range []struct {
		req           *intakev1.DispatchIssueRequest
		reason, field string
	}{
		{&intakev1.DispatchIssueRequest{}, "LEAD_REQUIRED", "lead_unit"},
		{&intakev1.DispatchIssueRequest{LeadUnit: "units/" + uuid.NewString()}, "ISSUE_UNIT_UNKNOWN", "lead_unit"},
		{&intakev1.DispatchIssueRequest{LeadUnit: lead, AssistUnits: []string{"units/" + uuid.NewString()}}, "ISSUE_UNIT_UNKNOWN", "assist_units[0]"},
		{&intakev1.DispatchIssueRequest{LeadUnit: lead, AssistUnits: []string{lead}}, "ISSUE_UNIT_TWICE", "assist_units"},
		{&intakev1.DispatchIssueRequest{LeadUnit: lead, DueTime: timestamppb.New(testkit.Noon)}, "ISSUE_DUE_IN_PAST", "due_time"},
	} {
		c.req.Name = issue.GetName()
		_, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), c.req)
		testkit.WantField(t, err, codes.InvalidArgument, c.reason, c.field)
	}
	var orders int
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from dispatch").Scan(&orders); err != nil || orders != 0 || w.written(t) != before {
		t.Errorf("%d orders, %v: something was written", orders, err)
	}
	due := testkit.Noon.Add(48 * time.Hour)
	assist := w.UnitOf(t, testkit.LiaisonB)
	sent, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: issue.GetName(),
		LeadUnit: lead, AssistUnits: []string{assist}, DueTime: timestamppb.New(due)})
	if err != nil || sent.GetLeadUnit() != lead || !slices.Equal(sent.GetAssistUnits(), []string{assist}) ||
		!sent.GetDueTime().AsTime().Equal(due) || sent.GetExpectedDate().GetDay() != 25 || !strings.HasPrefix(sent.GetDispatch(), "dispatches/") {
		t.Errorf("%v, %v", sent, err)
	}
	if _, err := w.As(testkit.LiaisonB).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()}); err != nil {
		t.Errorf("an assisting unit sees the issue: %v", err)
	}
}

func TestAReplyNeedsATalkWithTheResidentUnlessHeIsAnonymous(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	before := w.written(t)
	liaison := w.As(testkit.LiaisonA)
	_, err := liaison.ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: "已解决"})
	testkit.WantField(t, err, codes.InvalidArgument, "CONTACT_REQUIRED", "contact")
	_, err = liaison.ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: "已解决", Contact: &intakev1.Contact{
		Time: timestamppb.New(w.Clock.Now(0).Add(time.Second)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_VISIT}})
	testkit.WantField(t, err, codes.InvalidArgument, "CONTACT_IN_FUTURE", "contact.time")
	if w.written(t) != before {
		t.Error("a refused reply wrote something")
	}
	anonymous := w.Do(t, w.File(t, func(i *intakev1.Issue) {
		i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
	}), "triage", "dispatch", "sign")
	if _, err := liaison.ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: anonymous.GetName(), Text: "已解决"}); err != nil {
		t.Errorf("nobody can talk with an anonymous resident: %v", err)
	}
}

func TestWhoRepliedMayNotCallBackAndTheRefusalIsAudited(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	// The street itself leads, so that its dispatcher may reply.
	if _, err := w.Owner().Exec(t.Context(), "update issue set lead_unit_id = $1", w.Unit(demo.Xilu)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.As(testkit.Dispatcher).ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: "已解决",
		Contact: &intakev1.Contact{Time: timestamppb.New(testkit.Noon), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}); err != nil {
		t.Fatal(err)
	}
	before := w.written(t)
	req := &intakev1.CallbackIssueRequest{Name: issue.GetName(), Callback: testkit.Answered(true, intakev1.Satisfaction_SATISFACTION_BASICALLY)}
	_, err := w.As(testkit.Dispatcher).CallbackIssue(t.Context(), req)
	testkit.WantFault(t, err, codes.PermissionDenied, "CALLER_IS_HANDLER")
	if w.written(t) != before || w.denials(t, "intake.issue.callback") != 1 {
		t.Error("the refusal wrote to the issue, or was not audited")
	}
	if _, err := w.As(testkit.StreetLeader).CallbackIssue(t.Context(), req); err != nil {
		t.Error(err)
	}
}

func TestOnlyAValidCallbackCountsAndAnUnsolvedOneNeedsAReasonToClose(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply")
	street, yes := w.As(testkit.Dispatcher), true
	before := w.written(t)
	for _, bad := range []*intakev1.Callback{
		{Valid: true, Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE},
		{Valid: false, Solved: &yes, Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE},
	} {
		_, err := street.CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: issue.GetName(), Callback: bad})
		testkit.WantField(t, err, codes.InvalidArgument, "CALLBACK_ANSWERS", "callback")
	}
	if w.written(t) != before {
		t.Error("a refused callback wrote something")
	}
	missed, err := street.CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: issue.GetName(),
		Callback: &intakev1.Callback{Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE, Text: "无人接听"}})
	if err != nil || missed.GetOutcome() != nil || missed.GetState() != intakev1.Issue_STATE_CALLBACK {
		t.Errorf("nobody answered: %v, %v", missed, err)
	}
	if _, err := street.CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: issue.GetName(),
		Callback: testkit.Answered(false, intakev1.Satisfaction_SATISFACTION_BASICALLY)}); err != nil {
		t.Fatal(err)
	}
	_, err = street.CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue.GetName()})
	testkit.WantField(t, err, codes.InvalidArgument, "CLOSE_REASON_REQUIRED", "reason")
	closed, err := street.CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue.GetName(), Reason: "受规划限制，暂不具备条件"})
	if err != nil || closed.GetState() != intakev1.Issue_STATE_CLOSED || !closed.GetClosedTime().AsTime().Equal(w.Clock.Now(0)) {
		t.Errorf("%v, %v", closed, err)
	}
	var calls, valid int
	if err := w.Owner().QueryRow(t.Context(), "select count(*), count(*) filter (where valid) from callback").Scan(&calls, &valid); err != nil || calls != 2 || valid != 1 {
		t.Errorf("%d callbacks, %d valid, %v", calls, valid, err)
	}
}

// proves DI-32
func TestAnIssueIsClosedForOneOfFiveReasonsAndNotAsSolvedAgainstTheResidentsWord(t *testing.T) {
	t.Parallel()
	w := start(t)
	const (
		none      = intakev1.Issue_CLOSING_REASON_UNSPECIFIED
		solved    = intakev1.Issue_CLOSING_REASON_SOLVED
		explained = intakev1.Issue_CLOSING_REASON_EXPLAINED
		remit     = intakev1.Issue_CLOSING_REASON_OUT_OF_REMIT
		limits    = intakev1.Issue_CLOSING_REASON_OBJECTIVE_LIMITS
		withdrawn = intakev1.Issue_CLOSING_REASON_WITHDRAWN
	)
	street := w.As(testkit.Dispatcher)
	closed := func(issue *intakev1.Issue, said intakev1.Issue_ClosingReason, told string) (*intakev1.Issue, error) {
		return street.CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue.GetName(), ClosingReason: said, Reason: told})
	}
	called := func(solved bool) *intakev1.Issue {
		issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply")
		issue, err := street.CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: issue.GetName(),
			Callback: testkit.Answered(solved, intakev1.Satisfaction_SATISFACTION_BASICALLY)})
		if err != nil {
			t.Fatal(err)
		}
		return issue
	}
	want := map[intakev1.Issue_ClosingReason]int{}
	for _, c := range []struct {
		solved     bool
		said, want intakev1.Issue_ClosingReason
	}{{true, none, solved}, {true, solved, solved}, {true, explained, explained}, {false, none, explained}, {false, limits, limits}, {false, remit, remit}} {
		issue, err := closed(called(c.solved), c.said, "受规划限制，暂不具备条件")
		if err != nil || issue.GetClosingReason() != c.want {
			t.Errorf("solved %v, closed as %v: %v, %v", c.solved, c.said, issue.GetClosingReason(), err)
		}
		want[c.want]++
	}
	question := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), "triage", "answer")
	answered, err := closed(question, none, "")
	if err != nil || answered.GetClosingReason() != explained {
		t.Errorf("what was answered is closed as %v, %v", answered.GetClosingReason(), err)
	}
	if back := w.Do(t, w.File(t), "withdraw"); back.GetClosingReason() != withdrawn {
		t.Errorf("withdrawn as %v", back.GetClosingReason())
	}
	refused := w.Do(t, w.File(t), lives["CLOSED"]...)
	if _, err := w.As(testkit.Resident).RateIssue(t.Context(), &intakev1.RateIssueRequest{Name: refused.GetName(),
		Rating: &intakev1.Rating{Satisfaction: intakev1.Satisfaction_SATISFACTION_DISSATISFIED}}); err != nil {
		t.Fatal(err)
	}
	if again := w.Do(t, refused, "refuseReopening"); again.GetClosingReason() != explained {
		t.Errorf("closed again as %v", again.GetClosingReason())
	}
	want[explained] += 2
	want[withdrawn]++
	for reason, n := range want {
		list, err := street.ListIssues(t.Context(), &intakev1.ListIssuesRequest{Filter: "closing_reason = " + reason.String(), WithTotal: true})
		if err != nil || int(list.GetTotalSize()) != n {
			t.Errorf("%v: %d, want %d, %v", reason, list.GetTotalSize(), n, err)
		}
	}

	issue, before := called(false), w.written(t)
	_, err = closed(issue, solved, "已解决")
	testkit.WantField(t, err, codes.FailedPrecondition, "NOT_SOLVED", "closing_reason")
	_, err = closed(issue, withdrawn, "已撤诉")
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "closing_reason")
	if w.written(t) != before {
		t.Error("a refused closing wrote something")
	}
	for _, said := range []intakev1.Issue_ClosingReason{limits, remit} {
		_, err = closed(called(true), said, "")
		testkit.WantField(t, err, codes.InvalidArgument, "CLOSE_REASON_REQUIRED", "reason")
	}
}

// proves IN-28
func TestAClosedIssueIsReopenedWithinItsDaysAndThenNotAnyMore(t *testing.T) {
	t.Parallel()
	w := start(t)
	early, late := w.Do(t, w.File(t), lives["CLOSED"]...), w.Do(t, w.File(t), lives["CLOSED"]...)
	_, err := w.As(testkit.Resident).ReopenIssue(t.Context(), &intakev1.ReopenIssueRequest{Name: early.GetName()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "reason")
	w.Clock.Set(early.GetClosedTime().AsTime().AddDate(0, 0, 15))
	reopened, err := w.Verbs(t)["reopen"](t.Context(), early.GetName())
	if err != nil || !reopened.GetDueTime().AsTime().Equal(w.Clock.Now(0).AddDate(0, 0, 7)) {
		t.Errorf("%v, %v", reopened, err)
	}
	w.Clock.Set(late.GetClosedTime().AsTime().AddDate(0, 0, 15).Add(time.Microsecond))
	_, err = w.Verbs(t)["reopen"](t.Context(), late.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "REOPEN_TOO_LATE")
}

// proves IN-32
func TestTheReporterWithdrawsAnIssueUntilAnOrderIsOut(t *testing.T) {
	t.Parallel()
	w := start(t)
	withdraw := func(who testkit.Who, issue *intakev1.Issue) (*intakev1.Issue, error) {
		return w.As(who).WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: issue.GetName(), Reason: "已自行解决", RequestId: "withdraw " + issue.GetNumber()})
	}
	for _, life := range [][]string{nil, {"triage"}} {
		issue := w.Do(t, w.File(t), life...)
		_, err := withdraw(testkit.Resident2, issue)
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		first, err := withdraw(testkit.Resident, issue)
		if err != nil || first.GetState() != intakev1.Issue_STATE_WITHDRAWN || !first.GetClosedTime().AsTime().Equal(w.Clock.Now(0)) {
			t.Errorf("after %v: %v, %v", life, first, err)
		}
		if again, err := withdraw(testkit.Resident, issue); err != nil || !proto.Equal(first, again) {
			t.Errorf("after %v again: %v, %v", life, again, err)
		}
	}
	sent := w.Do(t, w.File(t), "triage", "dispatch")
	_, err := withdraw(testkit.Resident, sent)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

func TestARatingIsGivenOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply", "rate")
	_, err := w.Verbs(t)["rate"](t.Context(), issue.GetName())
	testkit.WantFault(t, err, codes.AlreadyExists, "ISSUE_ALREADY_RATED")
}
