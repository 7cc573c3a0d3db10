package intake_test

import (
	"testing"

	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-15
func TestAnIssueIsPrivateAsTheReporterSaysUntilTriageCorrectsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t, func(i *intakev1.Issue) { i.Private = true })
	if !issue.GetPrivate() || w.File(t).GetPrivate() {
		t.Errorf("%v", issue)
	}
	triage := func(name string, private *bool) bool {
		t.Helper()
		triaged, err := w.As(testkit.Dispatcher).TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: name, Private: private})
		if err != nil {
			t.Fatal(err)
		}
		return triaged.GetPrivate()
	}
	if !triage(issue.GetName(), nil) {
		t.Error("triage without a word makes a private issue public")
	}
	if !triage(w.File(t).GetName(), proto.Bool(true)) {
		t.Error("triage does not make an issue private")
	}
	list, err := w.As(testkit.Dispatcher).ListIssues(t.Context(), &intakev1.ListIssuesRequest{Filter: "private = true"})
	if err != nil || len(list.GetIssues()) != 2 {
		t.Errorf("%v, %v", list, err)
	}
}
