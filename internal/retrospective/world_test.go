package retrospective_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	cause      = dispatchv1.Finding_KIND_CAUSE
	wentWell   = dispatchv1.Finding_KIND_WENT_WELL
	mustChange = dispatchv1.Finding_KIND_MUST_CHANGE
)

// world has an issue of 西潞街道 that is over.
type world struct {
	testkit.Dispatches
	issues testkit.Issues
	issue  *intakev1.Issue
}

func start(t *testing.T) world {
	t.Helper()
	issues := testkit.StartIssues(t)
	w := world{Dispatches: testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}, issues: issues}
	w.issue = w.over()
	return w
}

// over is an issue that was handled to its end.
func (w world) over() *intakev1.Issue {
	w.T.Helper()
	return w.issues.Do(w.T, w.issues.File(w.T), "triage", "dispatch", "sign", "reply", "callback", "close")
}

// draft looks back on an issue with the water office and the planning bureau.
func (w world) draft(issue *intakev1.Issue) *dispatchv1.CreateRetrospectiveRequest {
	return &dispatchv1.CreateRetrospectiveRequest{Retrospective: &dispatchv1.Retrospective{Issue: issue.GetName(), Title: "房产证办理超期复盘",
		Participants: []string{w.UnitName(testkit.WaterOffice), w.UnitName(testkit.Planning)}}}
}

func (w world) must(r *dispatchv1.Retrospective, err error) *dispatchv1.Retrospective {
	w.T.Helper()
	return testkit.Must[*dispatchv1.Retrospective](w.Dispatches)(r, err)
}

// opened is an open retrospective on an issue.
func (w world) opened(issue *intakev1.Issue) *dispatchv1.Retrospective {
	w.T.Helper()
	return w.must(w.As(testkit.Dispatcher).CreateRetrospective(w.Ctx, w.draft(issue)))
}

func (w world) read(who testkit.Who, r *dispatchv1.Retrospective) (*dispatchv1.Retrospective, error) {
	return w.As(who).GetRetrospective(w.Ctx, &dispatchv1.GetRetrospectiveRequest{Name: r.GetName()})
}

func (w world) find(who testkit.Who, r *dispatchv1.Retrospective, kind dispatchv1.Finding_Kind, unit string) (*dispatchv1.Retrospective, error) {
	return w.As(who).AddFinding(w.Ctx, &dispatchv1.AddFindingRequest{Name: r.GetName(), Finding: &dispatchv1.Finding{Kind: kind, Unit: unit, Text: "核验件未随件移交"}})
}

func (w world) close(who testkit.Who, r *dispatchv1.Retrospective) (*dispatchv1.Retrospective, error) {
	return w.As(who).CloseRetrospective(w.Ctx, &dispatchv1.CloseRetrospectiveRequest{Name: r.GetName()})
}

// wanted asks a unit for what follows.
func (w world) wanted(r *dispatchv1.Retrospective, code string) *dispatchv1.CreateFollowUpRequest {
	return &dispatchv1.CreateFollowUpRequest{FollowUp: &dispatchv1.FollowUp{Retrospective: r.GetName(), Unit: w.UnitName(code), Text: "核验件随件移交"}}
}

func (w world) mustFollow(f *dispatchv1.FollowUp, err error) *dispatchv1.FollowUp {
	w.T.Helper()
	return testkit.Must[*dispatchv1.FollowUp](w.Dispatches)(f, err)
}

func (w world) follows(r *dispatchv1.Retrospective, code string) *dispatchv1.FollowUp {
	w.T.Helper()
	return w.mustFollow(w.As(testkit.StreetLeader).CreateFollowUp(w.Ctx, w.wanted(r, code)))
}

func (w world) complete(who testkit.Who, f *dispatchv1.FollowUp) (*dispatchv1.FollowUp, error) {
	return w.As(who).CompleteFollowUp(w.Ctx, &dispatchv1.CompleteFollowUpRequest{Name: f.GetName(), Note: "移交清单已改"})
}

func (w world) cancel(who testkit.Who, f *dispatchv1.FollowUp) (*dispatchv1.FollowUp, error) {
	return w.As(who).CancelFollowUp(w.Ctx, &dispatchv1.CancelFollowUpRequest{Name: f.GetName(), Reason: "流程已取消"})
}

// listed are the names of the follow-ups that somebody lists.
func (w world) listed(who testkit.Who, filter string) (names []string) {
	w.T.Helper()
	list := testkit.Must[*dispatchv1.ListFollowUpsResponse](w.Dispatches)(w.As(who).ListFollowUps(w.Ctx, &dispatchv1.ListFollowUpsRequest{Filter: filter}))
	for _, f := range list.GetFollowUps() {
		names = append(names, f.GetName())
	}
	return names
}

// all are the names of the retrospectives that somebody lists.
func (w world) all(who testkit.Who, filter string) (names []string) {
	w.T.Helper()
	list := testkit.Must[*dispatchv1.ListRetrospectivesResponse](w.Dispatches)(w.As(who).ListRetrospectives(w.Ctx, &dispatchv1.ListRetrospectivesRequest{Filter: filter}))
	for _, r := range list.GetRetrospectives() {
		names = append(names, r.GetName())
	}
	return names
}

// told counts the notices with a title that somebody has.
func (w world) told(who testkit.Who, title string) (n int) {
	w.T.Helper()
	w.Tell(w.T)
	list := testkit.Must[*noticev1.ListNoticesResponse](w.Dispatches)(noticev1.NewNoticeServiceClient(w.Conn(who)).ListNotices(w.Ctx, &noticev1.ListNoticesRequest{}))
	for _, notice := range list.GetNotices() {
		if notice.GetTitle() == title {
			n++
		}
	}
	return n
}
