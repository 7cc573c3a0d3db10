package intake_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-23
func TestAnIssueTravelsFromFilingToClosingAndEachStepIsTold(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
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
		if issue = w.Do(t, issue, step.verb); issue.GetState() != step.want {
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
			if issue.GetReopenCount() != 1 || issue.GetRating() != nil || issue.GetOutcome() != nil || issue.GetClosedTime() != nil || issue.GetClosingReason() != 0 ||
				issue.GetLeadUnit() != w.UnitOf(t, testkit.LiaisonA) {
				t.Errorf("reopened as %v", issue)
			}
		}
	}
	public := []string{"RECEIVED", "TRIAGED", "DISPATCHED", "SIGNED", "REPLIED", "CLOSED", "RATED", "REOPENED", "DISPATCHED"}
	var seen []string
	for _, e := range w.Timeline(t, testkit.Resident, issue.GetName()) {
		seen = append(seen, strings.TrimPrefix(e.GetKind().String(), "KIND_"))
		if !e.GetPublic() || strings.Contains(e.GetText(), "历史遗留") {
			t.Errorf("the resident sees %v", e)
		}
	}
	if !slices.Equal(seen, public) {
		t.Errorf("the resident sees %v, want %v", seen, public)
	}
	var internal []string
	for _, e := range w.Timeline(t, testkit.LiaisonA, issue.GetName()) {
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
	"RECEIVED":       {},
	"TRIAGED":        {"triage"},
	"ANSWERED":       {"triage", "answer"},
	"DIVERTED":       {"triage", "divert"},
	"DISPATCHED":     {"triage", "dispatch"},
	"HANDLING":       {"triage", "dispatch", "sign"},
	"INFO_REQUESTED": {"triage", "dispatch", "sign", "requestInfo"},
	"ON_HOLD":        {"triage", "dispatch", "sign", "hold"},
	"REPLIED":        {"triage", "dispatch", "sign", "reply"},
	"IN_REVIEW":      {"triage", "dispatch", "sign", "reply", "review"},
	"CALLBACK":       {"triage", "dispatch", "sign", "reply", "callback"},
	"CLOSED":         {"triage", "dispatch", "sign", "reply", "callback", "close"},
	"REOPENED":       {"triage", "dispatch", "sign", "reply", "callback", "close", "reopen"},
	"WITHDRAWN":      {"withdraw"},
}

// legal are the verbs that callers may use in each state, in the order of the alphabet.
var legal = map[string][]string{
	"RECEIVED": {"answerUrge", "merge", "triage", "urge", "withdraw"},
	"TRIAGED":  {"answer", "answerUrge", "dispatch", "divert", "merge", "requestInfo", "split", "urge", "withdraw"}, "ANSWERED": {"close", "rate", "reopen"},
	"DIVERTED": {"reopen"}, "DISPATCHED": {"answerUrge", "callback", "merge", "split", "urge"},
	"HANDLING":       {"answerUrge", "callback", "hold", "merge", "reply", "requestInfo", "split", "urge"},
	"INFO_REQUESTED": {"provideInfo"}, "ON_HOLD": {"answerUrge", "hold", "release", "urge"},
	"REPLIED": {"callback", "close", "rate", "reopen", "review"}, "IN_REVIEW": {"callback", "close", "rate", "reopen"},
	"CALLBACK": {"callback", "close", "rate", "reopen"}, "CLOSED": {"rate", "reopen"},
	"REOPENED":  {"answer", "answerUrge", "dispatch", "merge", "refuseReopening", "requestInfo", "split", "urge"},
	"WITHDRAWN": {},
}

// proves IN-23
func TestAVerbThatTheStateDoesNotAllowListsTheLegalOnesAndWritesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	verbs := w.Verbs(t)
	delete(verbs, "sign")
	for state, life := range lives {
		issue := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), life...)
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
		{"RECEIVED", testkit.Resident, map[string]string{"withdraw": "", "reopen": wrong, "rate": wrong, "provideInfo": wrong, "urge": ""}},
		{"RECEIVED", testkit.Dispatcher, map[string]string{"triage": "", "merge": "", "split": wrong, "answer": wrong, "dispatch": wrong, "callback": wrong, "close": wrong, "reopen": wrong,
			"refuseReopening": wrong, "divert": wrong, "requestInfo": wrong, "provideInfo": wrong, "release": wrong, "review": wrong, "answerUrge": "URGE_NONE"}},
		{"TRIAGED", testkit.Dispatcher, map[string]string{"triage": wrong, "merge": "", "split": "", "answer": "ORDER_REQUIRED", "dispatch": "", "callback": wrong, "close": wrong, "reopen": wrong,
			"refuseReopening": wrong, "divert": "", "requestInfo": "", "provideInfo": wrong, "release": wrong, "review": wrong, "answerUrge": "URGE_NONE"}},
		{"HANDLING", testkit.LiaisonA, map[string]string{"reply": "", "requestInfo": "", "provideInfo": wrong, "answerUrge": "URGE_NONE"}},
		{"REPLIED", testkit.LiaisonA, map[string]string{"reply": wrong, "requestInfo": wrong, "provideInfo": wrong, "answerUrge": wrong}},
		{"REPLIED", testkit.StreetLeader, map[string]string{"callback": "", "reopen": "", "hold": wrong, "release": wrong, "urge": wrong}},
		{"CLOSED", testkit.Resident, map[string]string{"withdraw": wrong, "reopen": "", "rate": "", "provideInfo": wrong, "urge": wrong}},
	} {
		issue := w.Do(t, w.File(t), lives[c.state]...)
		res, err := w.As(c.who).ListIssueActions(t.Context(), &intakev1.ListIssueActionsRequest{Name: issue.GetName()})
		if err != nil || len(res.GetActions()) != 20 {
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
	closed := w.Do(t, w.File(t), lives["CLOSED"]...)
	w.Do(t, closed, "rate")
	w.Clock.Advance(16 * 24 * time.Hour)
	res, err := w.As(testkit.Resident).ListIssueActions(t.Context(), &intakev1.ListIssueActionsRequest{Name: closed.GetName()})
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
	issue := w.File(t)
	const callers = 8
	errs := make([]error, callers)
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			_, errs[i] = w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue.GetName()})
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
	if n := len(w.Timeline(t, testkit.Resident, issue.GetName())); won != 1 || n != 2 {
		t.Errorf("%d won, %d entries", won, n)
	}
}

func TestEveryVerbReplayedByItsKeyGivesTheSameAnswerAndOneEffect(t *testing.T) {
	t.Parallel()
	w := start(t)
	calls := w.Verbs(t)
	for _, life := range [][]string{
		{"urge", "answerUrge", "triage", "requestInfo", "provideInfo", "dispatch", "sign", "hold", "release", "reply", "review", "callback", "close", "rate",
			"reopen"}, {"triage", "answer"}, {"triage", "divert"}, {"withdraw"},
	} {
		issue := w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }).GetName()
		for _, verb := range life {
			w.Clock.Advance(time.Minute)
			if verb == "sign" {
				if _, err := calls[verb](t.Context(), issue); err != nil {
					t.Fatal(err)
				}
				continue
			}
			keyed := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", verb+issue)
			first, err := calls[verb](keyed, issue)
			if err != nil {
				t.Fatalf("%s: %v", verb, err)
			}
			before := w.written(t)
			again, err := calls[verb](keyed, issue)
			if err != nil || !proto.Equal(first, again) || w.written(t) != before {
				t.Errorf("%s replayed: %v, %v", verb, again, err)
			}
		}
	}
}

func TestAVerbWithAnOldEtagIsStale(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
	triaged := w.Do(t, issue, "triage")
	before := w.written(t)
	_, err := w.As(testkit.Resident).WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: issue.GetName(), Etag: issue.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	if w.written(t) != before {
		t.Error("a stale verb wrote something")
	}
	if _, err := w.As(testkit.Resident).WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: issue.GetName(), Etag: triaged.GetEtag()}); err != nil {
		t.Error(err)
	}
}
