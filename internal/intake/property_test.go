package intake_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"pgregory.net/rapid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// leadsTo is where a verb leads; one that is not named leaves the state as it is.
var leadsTo = map[string]string{
	"triage": "TRIAGED", "answer": "ANSWERED", "divert": "DIVERTED", "dispatch": "DISPATCHED", "requestInfo": "INFO_REQUESTED", "hold": "ON_HOLD",
	"release": "HANDLING", "reply": "REPLIED", "review": "IN_REVIEW", "callback": "CALLBACK", "close": "CLOSED", "reopen": "REOPENED",
	"refuseReopening": "CLOSED", "withdraw": "WITHDRAWN",
}

// What the roles let somebody use at all, on issues that he reaches.
var (
	ofResidents = []string{"withdraw", "reopen", "rate", "provideInfo", "urge"}
	ofLiaisons  = []string{"reply", "requestInfo", "provideInfo", "answerUrge"}
)

// mayUse are the verbs of people of whom the first four reach an issue of 西潞街道: the unit of the liaison once it leads.
var mayUse = map[testkit.Who][]string{
	testkit.Resident: ofResidents,
	testkit.Dispatcher: {"triage", "answer", "divert", "dispatch", "requestInfo", "provideInfo", "release", "review", "callback", "close", "reopen",
		"refuseReopening", "answerUrge", "split"},
	testkit.StreetLeader: {"hold", "release", "callback", "reopen", "urge"},
	testkit.LiaisonA:     ofLiaisons,
	testkit.Resident2:    ofResidents,
	testkit.LiaisonB:     ofLiaisons,
}

// obstacles are the reasons for which a verb may be refused in a state that allows it.
var obstacles = map[string][]string{
	"urge": {"URGE_OPEN", "URGED_RECENTLY"}, "answerUrge": {"URGE_NONE"}, "rate": {"ISSUE_ALREADY_RATED"}, "refuseReopening": {"REOPENING_NOT_PENDING"},
	"reopen": {"REOPEN_TOO_LATE"}, "callback": {"LIMIT_RUNS"}, "close": {"CALLBACK_OWED", "CHILDREN_OPEN"}, "split": {"TOO_MANY_CHILDREN"},
}

// model is what the test believes of one issue.
type model struct {
	state, began string // began: where the wait began
	led          bool   // by the liaison's unit
}

// expect says what becomes of the issue when somebody uses a verb: the state after it, or the code and reason of the refusal.
func (m model) expect(who testkit.Who, verb string) (state string, code codes.Code, reason string) {
	switch {
	case !slices.Contains(mayUse[who], verb):
		return m.state, codes.PermissionDenied, "PERMISSION_DENIED"
	case who == testkit.Resident2, who == testkit.LiaisonB, who == testkit.LiaisonA && !m.led:
		return m.state, codes.NotFound, "NOT_FOUND"
	case !slices.Contains(legal[m.state], verb):
		return m.state, codes.FailedPrecondition, "WRONG_STATE"
	case verb == "provideInfo":
		return m.began, codes.OK, ""
	case verb == "callback" && (m.state == "DISPATCHED" || m.state == "HANDLING"):
		return m.state, codes.OK, ""
	case leadsTo[verb] != "":
		return leadsTo[verb], codes.OK, ""
	}
	return m.state, codes.OK, ""
}

// Random people use random verbs on random issues. What is stored always follows the table, and is what the call answers; what is refused
// changes nothing and, where the state stands against it, names the legal verbs.
//
// proves IN-23, IN-24
func TestWhateverAnybodyTriesTheStoredStateFollowsTheTable(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "restriction.issue_limits", `{"person_hour":0,"person_day":0,"device_hour":0,"device_day":0}`)
	calls := map[testkit.Who]map[string]testkit.Verb{}
	people := []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.StreetLeader, testkit.LiaisonA, testkit.Resident2, testkit.LiaisonB}
	for _, who := range people {
		calls[who] = w.VerbsOf(t, who)
	}
	sign := w.Verbs(t)["sign"]
	var verbs []string
	for _, verb := range slices.Sorted(maps.Keys(calls[testkit.Resident])) {
		if verb != "sign" {
			verbs = append(verbs, verb)
		}
	}
	tried := map[string]bool{}
	rapid.Check(t, func(r *rapid.T) {
		m := model{state: rapid.SampledFrom(slices.Sorted(maps.Keys(lives))).Draw(r, "begins"), began: "HANDLING"}
		var issue *intakev1.Issue
		if m.state == "REOPENED" && rapid.Bool().Draw(r, "dissatisfied") {
			issue = w.dissatisfied(t)
		} else {
			issue = w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), lives[m.state]...)
		}
		m.led = slices.Contains(lives[m.state], "dispatch")
		for range rapid.IntRange(5, 25).Draw(r, "steps") {
			w.Clock.Advance(time.Duration(rapid.SampledFrom([]int{1, 60, 25 * 60}).Draw(r, "minutes")) * time.Minute)
			if m.state == "DISPATCHED" && rapid.Bool().Draw(r, "signs") {
				if _, err := sign(t.Context(), issue.GetName()); err != nil {
					r.Fatalf("sign: %v", err)
				}
				m.state = "HANDLING"
			}
			who, verb := rapid.SampledFrom(people).Draw(r, "who"), rapid.SampledFrom(verbs).Draw(r, "verb")
			if rapid.Bool().Draw(r, "legal") && len(legal[m.state]) > 0 { // so that lives become long
				verb = rapid.SampledFrom(legal[m.state]).Draw(r, "legal verb")
				for _, p := range people[:4] {
					if slices.Contains(mayUse[p], verb) {
						who = p
					}
				}
			}
			if calls[who][verb] == nil {
				continue // a verb of another capability
			}
			before := w.seen(t, testkit.Dispatcher, issue.GetName())
			want, code, reason := m.expect(who, verb)
			answer, err := calls[who][verb](t.Context(), issue.GetName())
			tried[m.state+" "+verb] = true
			if err != nil {
				after := w.seen(t, testkit.Dispatcher, issue.GetName())
				got := fault.Reason(status.Convert(err))
				hindered := code == codes.OK && slices.Contains(obstacles[verb], got)
				if !hindered && (status.Code(err) != code || got != reason) {
					r.Fatalf("%s %s in %s: %v, want %s %s", who, verb, m.state, err, code, reason)
				}
				if got == "WRONG_STATE" && allowed(err) != strings.Join(legal[m.state], ",") {
					r.Fatalf("%s in %s: the legal verbs are %s", verb, m.state, allowed(err))
				}
				if after.GetEtag() != before.GetEtag() {
					r.Fatalf("%s %s in %s is refused and changes the issue", who, verb, m.state)
				}
				continue
			}
			after := w.seen(t, who, issue.GetName())
			if answer.GetName() == after.GetName() && !proto.Equal(answer, after) {
				r.Fatalf("%s %s in %s answers %v, and what is stored is %v", who, verb, m.state, answer, after)
			}
			if code != codes.OK || after.GetState().String() != "STATE_"+want {
				r.Fatalf("%s %s in %s leads to %s, want %s %s", who, verb, m.state, after.GetState(), want, reason)
			}
			if verb == "requestInfo" {
				m.began = m.state
			}
			m.state, m.led = want, m.led || verb == "dispatch"
		}
	})
	if len(tried) < 140 {
		t.Errorf("only %d pairs of state and verb were tried", len(tried))
	}
}

// seen is the issue as somebody sees it.
func (w world) seen(t *testing.T, who testkit.Who, name string) *intakev1.Issue {
	t.Helper()
	issue, err := w.As(who).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return issue
}
