package intake_test

import (
	"io/fs"
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent/migrations"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// sent dispatches an issue about somebody whose name is in its title, with what the street says of it, and gives the order.
func (w world) sent(t *testing.T, text string) (*intakev1.Issue, *dispatchv1.Dispatch) {
	t.Helper()
	issue := w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Title = "张三丰家办不了房产证" }), "triage")
	issue, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: issue.GetName(),
		LeadUnit: w.UnitOf(t, testkit.LiaisonA), AssistUnits: []string{w.UnitOf(t, testkit.LiaisonB)}, Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return issue, w.orderOf(t, testkit.LiaisonB, issue)
}

// orderOf is the order of an issue as somebody reads it.
func (w world) orderOf(t *testing.T, who testkit.Who, issue *intakev1.Issue) *dispatchv1.Dispatch {
	t.Helper()
	order, err := dispatchv1.NewDispatchServiceClient(w.Conn(who)).GetDispatch(t.Context(), &dispatchv1.GetDispatchRequest{Name: issue.GetDispatch()})
	if err != nil {
		t.Fatal(err)
	}
	return order
}

// says checks what an order and its duties say.
func says(t *testing.T, order *dispatchv1.Dispatch, want string) {
	t.Helper()
	if order.GetText() != want || len(order.GetAssignments()) != 2 {
		t.Errorf("the order says %q, want %q", order.GetText(), want)
	}
	for _, a := range order.GetAssignments() {
		if a.GetDuty() != want {
			t.Errorf("a duty says %q, want %q", a.GetDuty(), want)
		}
	}
}

// proves IN-14
func TestAnOrderOfWhichTheStreetSaysNothingHasTheNumberOfItsIssueAndNoWordOfItsReporter(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue, order := w.sent(t, "")
	says(t, order, "办理诉求 "+issue.GetNumber())
	_, order = w.sent(t, "请核实登记档案")
	says(t, order, "请核实登记档案")
}

// proves IN-14
func TestWhatOldOrdersCopiedFromTheirIssuesIsReplacedAndWhatTheStreetSaidStays(t *testing.T) {
	t.Parallel()
	w := start(t)
	copied, _ := w.sent(t, "")
	redacted, _ := w.sent(t, "")
	erased, _ := w.sent(t, "")
	own, _ := w.sent(t, "请核实登记档案") // said by the street, of an issue whose title is gone
	for _, sql := range []string{
		`update dispatch d set text = i.title from dispatch_issue l join issue i on i.id = l.issue_id where l.dispatch_id = d.id and d.text like '办理诉求 %'`,
		`update assignment set duty = d.text from dispatch d where d.id = dispatch_id`,
	} {
		if _, err := w.Owner().Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	says(t, w.orderOf(t, testkit.LiaisonB, copied), "张三丰家办不了房产证")
	if _, err := moderationv1.NewModerationServiceClient(w.Conn(testkit.Dispatcher)).CreateRedaction(t.Context(), &moderationv1.CreateRedactionRequest{
		Redaction: &moderationv1.Redaction{Subject: redacted.GetName(), Part: moderationv1.Redaction_PART_TITLE, Text: "某户办不了房产证", Reason: "含他人姓名"}}); err != nil {
		t.Fatal(err)
	}
	for _, issue := range []*intakev1.Issue{erased, own} {
		if _, err := w.Owner().Exec(t.Context(), "update issue set title = '（已删除）' where number = $1", issue.GetNumber()); err != nil {
			t.Fatal(err)
		}
	}
	files, err := fs.Glob(migrations.Files, "*_reword_*_of_issue.up.sql") // in the order of their numbers
	if err != nil || len(files) != 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		sql, err := migrations.Files.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Owner().Exec(t.Context(), string(sql)); err != nil {
			t.Fatal(err)
		}
	}
	for _, issue := range []*intakev1.Issue{copied, redacted, erased} {
		says(t, w.orderOf(t, testkit.LiaisonB, issue), "办理诉求 "+issue.GetNumber())
	}
	says(t, w.orderOf(t, testkit.LiaisonB, own), "请核实登记档案")
}
