package incident_test

import (
	"slices"
	"testing"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartIssues(t)}
}

// asked is a triaged question of somebody, which may be answered at once.
func (w world) asked(t *testing.T, who testkit.Who, edit ...func(*intakev1.Issue)) *intakev1.Issue {
	t.Helper()
	draft := w.Draft(t)
	draft.Kind = intakev1.Issue_KIND_CONSULT
	for _, e := range edit {
		e(draft)
	}
	filed, err := w.As(who).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	return w.Do(t, filed, "triage")
}

// burst is an open incident of 西潞街道 with some issues.
func (w world) burst(t *testing.T, issues ...*intakev1.Issue) *intakev1.Incident {
	t.Helper()
	made, err := w.As(testkit.Dispatcher).CreateIncident(t.Context(), w.draft())
	if err != nil {
		t.Fatal(err)
	}
	if len(issues) == 0 {
		return made
	}
	joined, err := w.As(testkit.Dispatcher).JoinIncident(t.Context(), joining(made, issues...))
	if err != nil {
		t.Fatal(err)
	}
	return joined
}

func (w world) draft() *intakev1.CreateIncidentRequest {
	return &intakev1.CreateIncidentRequest{Incident: &intakev1.Incident{Title: "西潞大街供水主管爆裂", Unit: w.Street(demo.Xilu)}}
}

func joining(i *intakev1.Incident, issues ...*intakev1.Issue) *intakev1.JoinIncidentRequest {
	return &intakev1.JoinIncidentRequest{Name: i.GetName(), Issues: names(issues)}
}

func names(issues []*intakev1.Issue) (names []string) {
	for _, issue := range issues {
		names = append(names, issue.GetName())
	}
	return names
}

func (w world) get(t *testing.T, i *intakev1.Incident) *intakev1.Incident {
	t.Helper()
	got, err := w.As(testkit.Dispatcher).GetIncident(t.Context(), &intakev1.GetIncidentRequest{Name: i.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (w world) wantMembers(t *testing.T, i *intakev1.Incident, want ...*intakev1.Issue) {
	t.Helper()
	var got []string
	for _, m := range i.GetMembers() {
		got = append(got, m.GetIssue())
	}
	if !slices.Equal(got, names(want)) {
		t.Errorf("the members are %v, want %v", got, names(want))
	}
}

// result is what an act has made of an issue.
type result struct {
	state  intakev1.Issue_State
	reason string
}

func (w world) wantResults(t *testing.T, outcome *intakev1.IncidentOutcome, want map[string]result) {
	t.Helper()
	got := map[string]result{}
	for _, r := range outcome.GetResults() {
		got[r.GetIssue()] = result{r.GetState(), r.GetReason()}
	}
	if len(got) != len(outcome.GetResults()) || len(got) != len(want) {
		t.Errorf("the results are %v, want %v", outcome.GetResults(), want)
	}
	for issue, r := range want {
		if got[issue] != r {
			t.Errorf("%s: %v, want %v", issue, got[issue], r)
		}
	}
}

// told counts the notices with a title that somebody has.
func (w world) told(t *testing.T, who testkit.Who, title string) (n int) {
	t.Helper()
	w.Tell(t)
	list, err := noticev1.NewNoticeServiceClient(w.Conn(who)).ListNotices(t.Context(), &noticev1.ListNoticesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, notice := range list.GetNotices() {
		if notice.GetTitle() == title {
			n++
		}
	}
	return n
}
