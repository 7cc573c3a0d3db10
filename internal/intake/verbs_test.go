package intake_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-23
func TestAnIssueTravelsFromFilingToClosingAndEachStepIsTold(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.file(t)
	for _, step := range []struct {
		verb string
		want intakev1.Issue_State
	}{
		{"triage", intakev1.Issue_STATE_TRIAGED}, {"dispatch", intakev1.Issue_STATE_DISPATCHED},
		{"sign", intakev1.Issue_STATE_HANDLING}, {"reply", intakev1.Issue_STATE_REPLIED},
		{"callback", intakev1.Issue_STATE_CALLBACK}, {"close", intakev1.Issue_STATE_CLOSED},
		{"rate", intakev1.Issue_STATE_CLOSED}, {"reopen", intakev1.Issue_STATE_REOPENED},
		{"dispatch", intakev1.Issue_STATE_DISPATCHED},
	} {
		if issue = w.do(t, issue, step.verb); issue.GetState() != step.want {
			t.Fatalf("after %s it is %s", step.verb, issue.GetState())
		}
		switch step.verb {
		case "reply":
			if !issue.GetContactedTime().AsTime().Equal(issue.GetRepliedTime().AsTime()) || issue.GetReply() == "" {
				t.Errorf("the reply is not recorded: %v", issue)
			}
		case "callback":
			if o := issue.GetOutcome(); !o.GetContacted() || !o.GetSolved() || o.GetSatisfaction() != intakev1.Satisfaction_SATISFACTION_SATISFIED {
				t.Errorf("the outcome is %v", o)
			}
		case "rate":
			if r := issue.GetRating(); !r.GetSolved() || r.GetText() != "办得好" || r.GetCreateTime() == nil {
				t.Errorf("the rating is %v", r)
			}
		case "reopen":
			if issue.GetReopenCount() != 1 || issue.GetRating() != nil || issue.GetOutcome() != nil || issue.GetClosedTime() != nil ||
				issue.GetLeadUnit() != w.unitOf(t, testkit.LiaisonA) {
				t.Errorf("reopened as %v", issue)
			}
		}
	}
	public := []string{"RECEIVED", "TRIAGED", "DISPATCHED", "SIGNED", "REPLIED", "CLOSED", "RATED", "REOPENED", "DISPATCHED"}
	var seen []string
	for _, e := range w.timeline(t, testkit.Resident, issue.GetName()) {
		seen = append(seen, strings.TrimPrefix(e.GetKind().String(), "KIND_"))
		if !e.GetPublic() || strings.Contains(e.GetText(), "历史遗留") {
			t.Errorf("the resident sees %v", e)
		}
	}
	if !slices.Equal(seen, public) {
		t.Errorf("the resident sees %v, want %v", seen, public)
	}
	var internal []string
	for _, e := range w.timeline(t, testkit.LiaisonA, issue.GetName()) {
		if !e.GetPublic() {
			internal = append(internal, strings.TrimPrefix(e.GetKind().String(), "KIND_"))
		}
	}
	if want := []string{"TRIAGED", "DISPATCHED", "CALLED_BACK", "DISPATCHED"}; !slices.Equal(internal, want) {
		t.Errorf("colleagues see %v, want %v", internal, want)
	}
	rows, err := w.Owner().Query(t.Context(), `select e.type from event e where e.subject = $1 and e.type like 'haolinju.intake.%' order by e.time`, issue.GetName())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var events []string
	for rows.Next() {
		var kind string
		if err := rows.Scan(&kind); err != nil {
			t.Fatal(err)
		}
		events = append(events, strings.TrimSuffix(strings.TrimPrefix(kind, "haolinju.intake.issue."), ".v1"))
	}
	if want := []string{"created", "triaged", "dispatched", "signed", "replied", "called_back", "closed", "rated", "reopened", "dispatched"}; !slices.Equal(events, want) {
		t.Errorf("events %v, want %v", events, want)
	}
}

// lives lead to each state that a verb leads to.
var lives = map[string][]string{
	"RECEIVED":   {},
	"TRIAGED":    {"triage"},
	"ANSWERED":   {"triage", "answer"},
	"DISPATCHED": {"triage", "dispatch"},
	"HANDLING":   {"triage", "dispatch", "sign"},
	"REPLIED":    {"triage", "dispatch", "sign", "reply"},
	"CALLBACK":   {"triage", "dispatch", "sign", "reply", "callback"},
	"CLOSED":     {"triage", "dispatch", "sign", "reply", "callback", "close"},
	"REOPENED":   {"triage", "dispatch", "sign", "reply", "callback", "close", "reopen"},
	"WITHDRAWN":  {"withdraw"},
}

// legal are the verbs that callers may use in each state, in the order of the alphabet.
var legal = map[string][]string{
	"RECEIVED": {"triage", "withdraw"}, "TRIAGED": {"answer", "dispatch", "withdraw"}, "ANSWERED": {"close", "rate", "reopen"},
	"DISPATCHED": {}, "HANDLING": {"reply"}, "REPLIED": {"callback", "rate"}, "CALLBACK": {"callback", "close", "rate", "reopen"},
	"CLOSED": {"rate", "reopen"}, "REOPENED": {"answer", "dispatch"}, "WITHDRAWN": {},
}

// proves IN-23
func TestAVerbThatTheStateDoesNotAllowListsTheLegalOnesAndWritesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	verbs := w.verbs(t)
	delete(verbs, "sign")
	for state, life := range lives {
		issue := w.do(t, w.file(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), life...)
		if issue.GetState().String() != "STATE_"+state {
			t.Fatalf("%v leads to %s", life, issue.GetState())
		}
		before := w.written(t)
		for verb, use := range verbs {
			if slices.Contains(legal[state], verb) {
				continue
			}
			_, err := use(t.Context(), issue.GetName())
			if verb == "reply" && issue.GetLeadUnit() == "" {
				testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND") // the unit has nothing to do with it
				continue
			}
			testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
			if got, want := allowed(err), strings.Join(legal[state], ","); got != want {
				t.Errorf("%s in %s: legal are %q, want %q", verb, state, got, want)
			}
		}
		if w.written(t) != before {
			t.Errorf("a refused verb in %s wrote something", state)
		}
	}
}

// proves IN-24
func TestActionsTellEachCallerWhatHeMayDoNowAndWhyNotTheRest(t *testing.T) {
	t.Parallel()
	w := start(t)
	const denied, wrong = "PERMISSION_DENIED", "WRONG_STATE"
	for _, c := range []struct {
		state string
		who   testkit.Who
		want  map[string]string // reason of each verb, empty for an allowed one; the rest is denied
	}{
		{"RECEIVED", testkit.Resident, map[string]string{"withdraw": "", "reopen": wrong, "rate": wrong}},
		{"RECEIVED", testkit.Dispatcher, map[string]string{"triage": "", "answer": wrong, "dispatch": wrong, "callback": wrong, "close": wrong, "reopen": wrong}},
		{"TRIAGED", testkit.Dispatcher, map[string]string{"triage": wrong, "answer": "ORDER_REQUIRED", "dispatch": "", "callback": wrong, "close": wrong, "reopen": wrong}},
		{"HANDLING", testkit.LiaisonA, map[string]string{"reply": ""}},
		{"REPLIED", testkit.LiaisonA, map[string]string{"reply": wrong}},
		{"REPLIED", testkit.StreetLeader, map[string]string{"callback": "", "reopen": wrong}},
		{"CLOSED", testkit.Resident, map[string]string{"withdraw": wrong, "reopen": "", "rate": ""}},
	} {
		issue := w.do(t, w.file(t), lives[c.state]...)
		res, err := w.as(c.who).ListIssueActions(t.Context(), &intakev1.ListIssueActionsRequest{Name: issue.GetName()})
		if err != nil || len(res.GetActions()) != 9 {
			t.Fatalf("%v, %v", res, err)
		}
		for _, a := range res.GetActions() {
			reason, ok := c.want[a.GetVerb()]
			if !ok {
				reason = denied
			}
			if a.GetReason() != reason || a.GetAllowed() != (reason == "") {
				t.Errorf("%v in %s: %v, want %q", c.who, c.state, a, reason)
			}
			if leads := a.GetNextState() != intakev1.Issue_STATE_UNSPECIFIED; leads != slices.Contains(legal[c.state], a.GetVerb()) {
				t.Errorf("%s in %s leads to %s", a.GetVerb(), c.state, a.GetNextState())
			}
		}
	}
	closed := w.do(t, w.file(t), lives["CLOSED"]...)
	w.do(t, closed, "rate")
	w.Clock.Advance(16 * 24 * time.Hour)
	res, err := w.as(testkit.Resident).ListIssueActions(t.Context(), &intakev1.ListIssueActionsRequest{Name: closed.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range res.GetActions() {
		if want, ok := map[string]string{"reopen": "REOPEN_TOO_LATE", "rate": "ISSUE_ALREADY_RATED"}[a.GetVerb()]; ok && a.GetReason() != want {
			t.Errorf("%v, want %s", a, want)
		}
	}
}

func TestOfTwoDispatchersWhoTriageAtOnceOneWins(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.file(t)
	const callers = 8
	errs := make([]error, callers)
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			_, errs[i] = w.as(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName()})
		})
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	}
	if n := len(w.timeline(t, testkit.Resident, issue.GetName())); won != 1 || n != 2 {
		t.Errorf("%d won, %d entries", won, n)
	}
}

func TestAReplayedVerbGivesTheSameAnswerAndOneEffect(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.file(t)
	req := &intakev1.TriageIssueRequest{Name: issue.GetName(), RequestId: "triage-1"}
	first, err := w.as(testkit.Dispatcher).TriageIssue(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	w.do(t, issue, "dispatch")
	before := w.written(t)
	again, err := w.as(testkit.Dispatcher).TriageIssue(t.Context(), req)
	if err != nil || !proto.Equal(first, again) || w.written(t) != before {
		t.Errorf("replayed: %v, %v", again, err)
	}
}

func TestAVerbWithAnOldEtagIsStale(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.file(t)
	triaged := w.do(t, issue, "triage")
	before := w.written(t)
	_, err := w.as(testkit.Resident).WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: issue.GetName(), Etag: issue.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	if w.written(t) != before {
		t.Error("a stale verb wrote something")
	}
	if _, err := w.as(testkit.Resident).WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: issue.GetName(), Etag: triaged.GetEtag()}); err != nil {
		t.Error(err)
	}
}

func TestTriageCorrectsKindCategoryAndTerritory(t *testing.T) {
	t.Parallel()
	w := start(t)
	urgent := w.newCategory(t, "TEST.WATER", directoryv1.Category_TIER_URGENT)
	issue := w.file(t)
	before := w.written(t)
	_, err := w.as(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(), Category: "categories/" + uuid.NewString()})
	wantField(t, err, codes.InvalidArgument, "CATEGORY_UNKNOWN", "category")
	_, err = w.as(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(), Community: w.unitOf(t, testkit.LiaisonA)})
	wantField(t, err, codes.InvalidArgument, "UNIT_NOT_TERRITORIAL", "community")
	if w.written(t) != before {
		t.Error("a refused triage wrote something")
	}
	got, err := w.as(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName(),
		Kind: intakev1.Issue_KIND_COMPLAINT, Category: urgent, Community: w.street(xilu)})
	if err != nil {
		t.Fatal(err)
	}
	if got.GetKind() != intakev1.Issue_KIND_COMPLAINT || got.GetCategory() != urgent || got.GetCommunity() != w.street(xilu) ||
		got.GetSubDistrict() != w.street(xilu) || !got.GetDueTime().AsTime().Equal(noon.AddDate(0, 0, 1)) {
		t.Errorf("triaged as %v", got)
	}
}

func TestAConsultationIsAnsweredAtOnceAndAComplaintNeedsAnOrder(t *testing.T) {
	t.Parallel()
	w := start(t)
	question := w.do(t, w.file(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), "triage", "answer")
	if question.GetState() != intakev1.Issue_STATE_ANSWERED || question.GetReply() == "" {
		t.Errorf("%v", question)
	}
	complaint := w.do(t, w.file(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_COMPLAINT }), "triage")
	_, err := w.as(testkit.Dispatcher).AnswerIssue(t.Context(), &intakev1.AnswerIssueRequest{Name: complaint.GetName(), Text: "知道了"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ORDER_REQUIRED")
}

func TestABadOrderIsRefusedByFieldAndNothingIsSent(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.do(t, w.file(t), "triage")
	lead := w.unitOf(t, testkit.LiaisonA)
	before := w.written(t)
	for _, c := range []struct {
		req           *intakev1.DispatchIssueRequest
		reason, field string
	}{
		{&intakev1.DispatchIssueRequest{}, "LEAD_REQUIRED", "lead_unit"},
		{&intakev1.DispatchIssueRequest{LeadUnit: "units/" + uuid.NewString()}, "ISSUE_UNIT_UNKNOWN", "lead_unit"},
		{&intakev1.DispatchIssueRequest{LeadUnit: lead, AssistUnits: []string{"units/" + uuid.NewString()}}, "ISSUE_UNIT_UNKNOWN", "assist_units[0]"},
		{&intakev1.DispatchIssueRequest{LeadUnit: lead, AssistUnits: []string{lead}}, "ISSUE_UNIT_TWICE", "assist_units"},
		{&intakev1.DispatchIssueRequest{LeadUnit: lead, DueTime: timestamppb.New(noon)}, "ISSUE_DUE_IN_PAST", "due_time"},
	} {
		c.req.Name = issue.GetName()
		_, err := w.as(testkit.Dispatcher).DispatchIssue(t.Context(), c.req)
		wantField(t, err, codes.InvalidArgument, c.reason, c.field)
	}
	var orders int
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from dispatch").Scan(&orders); err != nil || orders != 0 || w.written(t) != before {
		t.Errorf("%d orders, %v: something was written", orders, err)
	}
	due := noon.Add(48 * time.Hour)
	assist := w.unitOf(t, testkit.LiaisonB)
	sent, err := w.as(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: issue.GetName(),
		LeadUnit: lead, AssistUnits: []string{assist}, DueTime: timestamppb.New(due)})
	if err != nil || sent.GetLeadUnit() != lead || !slices.Equal(sent.GetAssistUnits(), []string{assist}) ||
		!sent.GetDueTime().AsTime().Equal(due) || sent.GetExpectedDate().GetDay() != 25 || !strings.HasPrefix(sent.GetDispatch(), "dispatches/") {
		t.Errorf("%v, %v", sent, err)
	}
	if _, err := w.as(testkit.LiaisonB).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()}); err != nil {
		t.Errorf("an assisting unit sees the issue: %v", err)
	}
}

func TestAReplyNeedsATalkWithTheResidentUnlessHeIsAnonymous(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.do(t, w.file(t), "triage", "dispatch", "sign")
	before := w.written(t)
	liaison := w.as(testkit.LiaisonA)
	_, err := liaison.ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: "已解决"})
	wantField(t, err, codes.InvalidArgument, "CONTACT_REQUIRED", "contact")
	_, err = liaison.ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: "已解决", Contact: &intakev1.Contact{
		Time: timestamppb.New(w.Clock.Now(0).Add(time.Second)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_VISIT}})
	wantField(t, err, codes.InvalidArgument, "CONTACT_IN_FUTURE", "contact.time")
	if w.written(t) != before {
		t.Error("a refused reply wrote something")
	}
	anonymous := w.do(t, w.file(t, func(i *intakev1.Issue) {
		i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
	}), "triage", "dispatch", "sign")
	if _, err := liaison.ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: anonymous.GetName(), Text: "已解决"}); err != nil {
		t.Errorf("nobody can talk with an anonymous resident: %v", err)
	}
}

func TestWhoRepliedMayNotCallBackAndTheRefusalIsAudited(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.do(t, w.file(t), "triage", "dispatch", "sign")
	// The street itself leads, so that its dispatcher may reply.
	if _, err := w.Owner().Exec(t.Context(), "update issue set lead_unit_id = $1", w.Unit(xilu)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.Dispatcher).ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: "已解决",
		Contact: &intakev1.Contact{Time: timestamppb.New(noon), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}); err != nil {
		t.Fatal(err)
	}
	before := w.written(t)
	req := &intakev1.CallbackIssueRequest{Name: issue.GetName(), Callback: answered(true, intakev1.Satisfaction_SATISFACTION_BASICALLY)}
	_, err := w.as(testkit.Dispatcher).CallbackIssue(t.Context(), req)
	testkit.WantFault(t, err, codes.PermissionDenied, "CALLER_IS_HANDLER")
	if w.written(t) != before || w.denials(t, "intake.issue.callback") != 1 {
		t.Error("the refusal wrote to the issue, or was not audited")
	}
	if _, err := w.as(testkit.StreetLeader).CallbackIssue(t.Context(), req); err != nil {
		t.Error(err)
	}
}

func TestOnlyAValidCallbackCountsAndAnUnsolvedOneNeedsAReasonToClose(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.do(t, w.file(t), "triage", "dispatch", "sign", "reply")
	street, yes := w.as(testkit.Dispatcher), true
	before := w.written(t)
	for _, bad := range []*intakev1.Callback{
		{Valid: true, Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE},
		{Valid: false, Solved: &yes, Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE},
	} {
		_, err := street.CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: issue.GetName(), Callback: bad})
		wantField(t, err, codes.InvalidArgument, "CALLBACK_ANSWERS", "callback")
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
		Callback: answered(false, intakev1.Satisfaction_SATISFACTION_BASICALLY)}); err != nil {
		t.Fatal(err)
	}
	_, err = street.CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue.GetName()})
	wantField(t, err, codes.InvalidArgument, "CLOSE_REASON_REQUIRED", "reason")
	closed, err := street.CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue.GetName(), Reason: "受规划限制，暂不具备条件"})
	if err != nil || closed.GetState() != intakev1.Issue_STATE_CLOSED || !closed.GetClosedTime().AsTime().Equal(w.Clock.Now(0)) {
		t.Errorf("%v, %v", closed, err)
	}
	var calls, valid int
	if err := w.Owner().QueryRow(t.Context(), "select count(*), count(*) filter (where valid) from callback").Scan(&calls, &valid); err != nil || calls != 2 || valid != 1 {
		t.Errorf("%d callbacks, %d valid, %v", calls, valid, err)
	}
}

func TestAClosedIssueIsReopenedWithinItsDaysAndThenNotAnyMore(t *testing.T) {
	t.Parallel()
	w := start(t)
	early, late := w.do(t, w.file(t), lives["CLOSED"]...), w.do(t, w.file(t), lives["CLOSED"]...)
	w.Clock.Set(early.GetClosedTime().AsTime().AddDate(0, 0, 15))
	reopened, err := w.verbs(t)["reopen"](t.Context(), early.GetName())
	if err != nil || !reopened.GetDueTime().AsTime().Equal(w.Clock.Now(0).AddDate(0, 0, 7)) {
		t.Errorf("%v, %v", reopened, err)
	}
	w.Clock.Set(late.GetClosedTime().AsTime().AddDate(0, 0, 15).Add(time.Microsecond))
	_, err = w.verbs(t)["reopen"](t.Context(), late.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "REOPEN_TOO_LATE")
}

func TestARatingIsGivenOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.do(t, w.file(t), "triage", "dispatch", "sign", "reply", "rate")
	_, err := w.verbs(t)["rate"](t.Context(), issue.GetName())
	testkit.WantFault(t, err, codes.AlreadyExists, "ISSUE_ALREADY_RATED")
}
