package bulk_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct {
	testkit.Issues
	t *testing.T
}

func start(t *testing.T) world {
	t.Parallel()
	return world{testkit.StartIssues(t), t}
}

func (w world) bulk(who testkit.Who) bulkv1.BulkServiceClient {
	return bulkv1.NewBulkServiceClient(w.Conn(who))
}

func triage(issue string) *bulkv1.Call {
	return &bulkv1.Call{Request: &bulkv1.Call_TriageIssue{TriageIssue: &intakev1.TriageIssueRequest{Name: issue, Note: "已核实"}}}
}

func sign(assignment string) *bulkv1.Call {
	return &bulkv1.Call{Request: &bulkv1.Call_SignAssignment{SignAssignment: &dispatchv1.SignAssignmentRequest{Name: assignment}}}
}

// run makes calls that must be taken as a whole.
func (w world) run(who testkit.Who, req *bulkv1.RunCallsRequest) []*bulkv1.CallResult {
	w.t.Helper()
	answer, err := w.bulk(who).RunCalls(w.t.Context(), req)
	if err != nil || len(answer.GetResults()) != len(req.GetCalls()) {
		w.t.Fatalf("%v, %v", answer, err)
	}
	return answer.GetResults()
}

func (w world) state(issue string) intakev1.Issue_State {
	w.t.Helper()
	read, err := w.As(testkit.Dispatcher).GetIssue(w.t.Context(), &intakev1.GetIssueRequest{Name: issue})
	if err != nil {
		w.t.Fatal(err)
	}
	return read.GetState()
}

func (w world) count(sql string, args ...any) (n int) {
	w.t.Helper()
	if err := w.Owner().QueryRow(w.t.Context(), sql, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// triages are the audit rows of issues that were triaged.
const triages = "select count(*) from audit where action = 'intake.issue.triage' and result = 'OK'"

const unknown = "issues/00000000-0000-7000-8000-000000000001"

// proves DI-35
func TestEachOfManyCallsHasItsOwnResultAndARefusalLeavesTheOthers(t *testing.T) {
	w := start(t)
	first, closed, last := w.File(t).GetName(), w.File(t).GetName(), w.File(t).GetName()
	if _, err := w.As(testkit.Resident).WithdrawIssue(t.Context(), &intakev1.WithdrawIssueRequest{Name: closed}); err != nil {
		t.Fatal(err)
	}
	results := w.run(testkit.Dispatcher, &bulkv1.RunCallsRequest{Calls: []*bulkv1.Call{
		triage(first), triage(unknown), triage(closed), sign("dispatches/" + strings.TrimPrefix(unknown, "issues/") + "/assignments/" + strings.TrimPrefix(unknown, "issues/")), triage(last)}})
	for i, want := range []string{"", "NOT_FOUND", "WRONG_STATE", "PERMISSION_DENIED", ""} {
		r := results[i]
		switch {
		case r.GetRefusal().GetReason() != want:
			t.Errorf("call %d: %v, want %q", i, r, want)
		case want != "" && (r.GetRefusal().GetStatus() < 400 || r.GetRefusal().GetMessage() == ""):
			t.Errorf("call %d: %v", i, r)
		case want == "" && r.GetIssue().GetState() != intakev1.Issue_STATE_TRIAGED:
			t.Errorf("call %d: %v", i, r)
		}
	}
	if w.state(first) != intakev1.Issue_STATE_TRIAGED || w.state(last) != intakev1.Issue_STATE_TRIAGED || w.count(triages) != 2 {
		t.Error("the calls that were answered did not happen")
	}
	if n := w.count("select count(*) from audit where action = 'bulk.call.run' and after = '{\"calls\": 5, \"refused\": 3}'"); n != 1 {
		t.Errorf("%d audit rows of the whole", n)
	}
}

// proves DI-35
func TestCallsOfOneKeyHappenOnceThoughTheRequestBrokeOff(t *testing.T) {
	w := start(t)
	first, second := w.File(t).GetName(), w.File(t).GetName()
	req := &bulkv1.RunCallsRequest{RequestId: "evening", Calls: []*bulkv1.Call{triage(first), triage(second)}}
	before := w.run(testkit.Dispatcher, req)
	// The answer of the whole is lost, as where the process dies behind its calls.
	if _, err := w.Owner().Exec(t.Context(), "delete from idempotency_key where method like '%BulkService%'"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		after := w.run(testkit.Dispatcher, req)
		for i := range after {
			if after[i].GetIssue().GetEtag() != before[i].GetIssue().GetEtag() || after[i].GetIssue().GetEtag() == "" {
				t.Errorf("call %d answers %v, want %v", i, after[i], before[i])
			}
		}
	}
	if n := w.count(triages); n != 2 {
		t.Errorf("%d issues were triaged", n)
	}
	third := w.File(t).GetName()
	_, err := w.bulk(testkit.Dispatcher).RunCalls(t.Context(), &bulkv1.RunCallsRequest{RequestId: "evening", Calls: []*bulkv1.Call{triage(first), triage(second), triage(third)}})
	testkit.WantFault(t, err, codes.InvalidArgument, "IDEMPOTENCY_KEY_REUSED")
	if w.state(third) != intakev1.Issue_STATE_RECEIVED {
		t.Error("a key that was used again let something happen")
	}
}

func TestCallsThatAreNotWellFormedOrOnlyCheckedChangeNothing(t *testing.T) {
	w := start(t)
	issue := w.File(t).GetName()
	for field, calls := range map[string][]*bulkv1.Call{
		"calls":                      nil,
		"calls[1].request":           {triage(issue), {}},
		"calls[1].triage_issue.name": {triage(issue), triage("issues/1")},
		"calls[0].close_issue.name":  {{Request: &bulkv1.Call_CloseIssue{CloseIssue: &intakev1.CloseIssueRequest{}}}},
	} {
		_, err := w.bulk(testkit.Dispatcher).RunCalls(t.Context(), &bulkv1.RunCallsRequest{Calls: calls})
		testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", field)
	}
	if r := w.run(testkit.Dispatcher, &bulkv1.RunCallsRequest{Calls: []*bulkv1.Call{triage(issue), triage(unknown)}, ValidateOnly: true}); r[0].GetIssue().GetState() != intakev1.Issue_STATE_TRIAGED ||
		r[1].GetRefusal().GetReason() != "NOT_FOUND" {
		t.Errorf("checked only: %v", r)
	}
	_, err := w.bulk(testkit.Resident).RunCalls(t.Context(), &bulkv1.RunCallsRequest{Calls: []*bulkv1.Call{triage(issue)}})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	// A liaison may make calls, but not this one.
	if r := w.run(testkit.LiaisonA, &bulkv1.RunCallsRequest{Calls: []*bulkv1.Call{triage(issue)}}); r[0].GetRefusal().GetReason() != "PERMISSION_DENIED" {
		t.Errorf("a liaison triages: %v", r)
	}
	if w.state(issue) != intakev1.Issue_STATE_RECEIVED || w.count(triages) != 0 {
		t.Error("something happened")
	}
}

// answered are a macro that triages and answers, and one for assignments.
const answered = `[{"key": "answer-at-once", "title": "核实后当场答复", "calls": [
	{"triageIssue": {"note": "已核实"}}, {"answerIssue": {"text": "已电话说明办理流程。"}}]},
	{"key": "sign", "title": "签收", "calls": [{"signAssignment": {}}]}]`

// proves DI-36
func TestAMacroMakesItsCallsForARecordAndStopsAtARefusal(t *testing.T) {
	w := start(t)
	w.Settle(t, "bulk.macros", answered)
	list, err := w.bulk(testkit.Dispatcher).ListMacros(t.Context(), &bulkv1.ListMacrosRequest{})
	if err != nil || len(list.GetMacros()) != 2 || list.GetMacros()[0].GetName() != "macros/answer-at-once" || list.GetMacros()[0].GetTitle() != "核实后当场答复" ||
		strings.Join(list.GetMacros()[0].GetCalls(), " ") != "TriageIssue AnswerIssue" {
		t.Fatalf("%v, %v", list, err)
	}
	issue := w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }).GetName()
	req := &bulkv1.RunMacroRequest{Name: "macros/answer-at-once", Target: issue, RequestId: "once"}
	for range 2 {
		answer, err := w.bulk(testkit.Dispatcher).RunMacro(t.Context(), req)
		if err != nil || len(answer.GetResults()) != 2 || answer.GetResults()[1].GetIssue().GetState() != w.state(issue) || w.state(issue) == intakev1.Issue_STATE_TRIAGED {
			t.Fatalf("%v, %v", answer, err)
		}
	}
	if n := w.count(triages); n != 1 {
		t.Errorf("triaged %d times", n)
	}
	// It has been triaged already: the macro goes no further.
	answer, err := w.bulk(testkit.Dispatcher).RunMacro(t.Context(), &bulkv1.RunMacroRequest{Name: "macros/answer-at-once", Target: issue})
	if err != nil || len(answer.GetResults()) != 1 || answer.GetResults()[0].GetRefusal().GetReason() != "WRONG_STATE" {
		t.Errorf("%v, %v", answer, err)
	}
}

func TestAMacroIsForRecordsOfItsKind(t *testing.T) {
	w := start(t)
	w.Settle(t, "bulk.macros", answered)
	issue := w.File(t).GetName()
	_, err := w.bulk(testkit.Dispatcher).RunMacro(t.Context(), &bulkv1.RunMacroRequest{Name: "macros/sign", Target: issue})
	testkit.WantField(t, err, codes.InvalidArgument, "MACRO_TARGET", "target")
	_, err = w.bulk(testkit.Dispatcher).RunMacro(t.Context(), &bulkv1.RunMacroRequest{Name: "macros/other", Target: issue})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.bulk(testkit.Dispatcher).RunMacro(t.Context(), &bulkv1.RunMacroRequest{Name: "macros/sign", Target: "persons/" + demo.ID(demo.Fangshan, "person", string(testkit.Resident)).String()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "target")
	_, err = w.bulk(testkit.Resident).RunMacro(t.Context(), &bulkv1.RunMacroRequest{Name: "macros/answer-at-once", Target: issue})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if w.state(issue) != intakev1.Issue_STATE_RECEIVED {
		t.Error("something happened")
	}
}

func TestMacrosThatCannotRunAreNotSet(t *testing.T) {
	t.Parallel()
	d, _ := setting.Declared("bulk.macros")
	for what, value := range map[string]string{
		"no key":           `[{"title": "签收", "calls": [{"signAssignment": {}}]}]`,
		"two of one key":   `[{"key": "a", "title": "甲", "calls": [{"signAssignment": {}}]}, {"key": "a", "title": "乙", "calls": [{"signAssignment": {}}]}]`,
		"no title":         `[{"key": "a", "calls": [{"signAssignment": {}}]}]`,
		"no calls":         `[{"key": "a", "title": "甲", "calls": []}]`,
		"an empty call":    `[{"key": "a", "title": "甲", "calls": [{}]}]`,
		"an unknown call":  `[{"key": "a", "title": "甲", "calls": [{"deletePerson": {}}]}]`,
		"an unknown field": `[{"key": "a", "title": "甲", "calls": [{"triageIssue": {"colour": "red"}}]}]`,
		"a record":         `[{"key": "a", "title": "甲", "calls": [{"triageIssue": {"name": "issues/1"}}]}]`,
		"records of kinds": `[{"key": "a", "title": "甲", "calls": [{"triageIssue": {}}, {"signAssignment": {}}]}]`,
	} {
		if err := d.Valid([]byte(value)); err == nil {
			t.Errorf("%s: set", what)
		}
	}
	if err := d.Valid([]byte(answered)); err != nil {
		t.Error(err)
	}
}
