package insight_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }

// noon is when each test begins: 12:00 of 23 November 2026 in Beijing, where report day 2026-11-24 and appraisal month 2026-12 run.
var noon = time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)

const month = "2026-12"

// world is a running server.
type world struct{ *testkit.Kit }

func start(t *testing.T) world {
	t.Helper()
	w := world{testkit.Start(t)}
	w.Settle(t, "restriction.issue_limits", `{"person_hour": 0, "person_day": 0, "device_hour": 0, "device_day": 0}`)
	w.Clock.Set(noon)
	return w
}

func (w world) as(who testkit.Who) insightv1.InsightServiceClient {
	return insightv1.NewInsightServiceClient(w.Conn(who))
}

func (w world) intake(who testkit.Who) intakev1.IntakeServiceClient {
	return intakev1.NewIntakeServiceClient(w.Conn(who))
}

func categoryOf(code string) string {
	return name.Of("categories", demo.ID(demo.Fangshan, "category", code))
}

// must is the answer of a call that succeeds.
func must[T any](t *testing.T) func(T, error) T {
	return func(answer T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
}

// file has a resident file an issue in 西潞街道.
func (w world) file(t *testing.T, who testkit.Who, edit ...func(*intakev1.Issue)) string {
	t.Helper()
	w.Clock.Advance(time.Second)
	draft := &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: categoryOf(demo.CategoryWater), Title: "停水", Address: "太平庄东里3号楼",
		Community: w.UnitName("110111012005")}
	for _, e := range edit {
		e(draft)
	}
	return must[*intakev1.Issue](t)(w.intake(who).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})).GetName()
}

// leads are who works for the units that lead.
var leads = map[string]testkit.Who{"SGZW-FS": testkit.LiaisonA, "SWJ": testkit.LiaisonB, "YLLHJ": testkit.LiaisonC}

// send has the street triage an issue and send an order to a unit, which signs it.
func (w world) send(t *testing.T, issue, lead string) {
	t.Helper()
	w.Clock.Advance(time.Second)
	street := w.intake(testkit.Dispatcher)
	row := must[*intakev1.Issue](t)(street.GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue}))
	if row.GetState() == intakev1.Issue_STATE_RECEIVED {
		must[*intakev1.Issue](t)(street.TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: issue}))
	}
	w.Clock.Advance(time.Minute)
	sent := must[*intakev1.Issue](t)(street.DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: issue, LeadUnit: w.UnitName(lead), Text: "请办理"}))
	work := dispatchv1.NewDispatchServiceClient(w.Conn(leads[lead]))
	list := must[*dispatchv1.ListAssignmentsResponse](t)(work.ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: sent.GetDispatch()}))
	w.Clock.Advance(time.Hour)
	must[*dispatchv1.Assignment](t)(work.SignAssignment(t.Context(), &dispatchv1.SignAssignmentRequest{Name: list.GetAssignments()[0].GetName()}))
}

// reply has the lead unit reply to an issue in hand.
func (w world) reply(t *testing.T, issue, lead string) {
	t.Helper()
	w.Clock.Advance(time.Minute)
	must[*intakev1.Issue](t)(w.intake(leads[lead]).ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue, Text: "已修复",
		Contact: &intakev1.Contact{Time: timestamppb.New(w.Clock.Now(demo.Fangshan)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}))
}

// said is what a resident answers when called back.
type said struct {
	contacted, solved bool
	satisfaction      intakev1.Satisfaction
}

// The three ways to be satisfied.
const (
	full   = intakev1.Satisfaction_SATISFACTION_SATISFIED
	nearly = intakev1.Satisfaction_SATISFACTION_BASICALLY
	not    = intakev1.Satisfaction_SATISFACTION_DISSATISFIED
)

// call has the street call the resident back.
func (w world) call(t *testing.T, issue string, s said) {
	t.Helper()
	w.Clock.Advance(time.Second)
	must[*intakev1.Issue](t)(w.intake(testkit.Dispatcher).CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: issue, Callback: &intakev1.Callback{
		Valid: true, Contacted: &s.contacted, Solved: &s.solved, Satisfaction: s.satisfaction, Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}))
}

// finish has the street close an issue.
func (w world) finish(t *testing.T, issue string) {
	t.Helper()
	w.Clock.Advance(time.Second)
	must[*intakev1.Issue](t)(w.intake(testkit.Dispatcher).CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue, Reason: "已核实"}))
}

// merge has the street merge an issue into another.
func (w world) merge(t *testing.T, issue, original string) {
	t.Helper()
	w.Clock.Advance(time.Second)
	must[*intakev1.Issue](t)(w.intake(testkit.Dispatcher).MergeIssue(t.Context(), &intakev1.MergeIssueRequest{Name: issue, Original: original, Reason: "同一处漏水"}))
}

// handled is an issue that a unit has replied to and of which the resident said something.
func (w world) handled(t *testing.T, lead string, s said) string {
	t.Helper()
	issue := w.file(t, testkit.Resident)
	w.send(t, issue, lead)
	w.reply(t, issue, lead)
	w.call(t, issue, s)
	return issue
}

// rates is what somebody sees of a period.
func (w world) rates(t *testing.T, who testkit.Who, req *insightv1.ListRatesRequest) *insightv1.ListRatesResponse {
	t.Helper()
	return must[*insightv1.ListRatesResponse](t)(w.as(who).ListRates(t.Context(), req))
}

// rate is that of a lead unit in the month.
func (w world) rate(t *testing.T, lead string) *insightv1.Rate {
	t.Helper()
	list := w.rates(t, leads[lead], &insightv1.ListRatesRequest{Period: month})
	if len(list.GetRates()) != 1 {
		t.Fatalf("%s has the rates %v", lead, list)
	}
	return list.GetRates()[0]
}

// count is the number that a query of the owner's role answers.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// in is the moment so many days from now.
func (w world) in(days int) *timestamppb.Timestamp {
	return timestamppb.New(w.Clock.Now(demo.Fangshan).AddDate(0, 0, days))
}
