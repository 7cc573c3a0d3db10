package consultation_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	open      = dispatchv1.Consultation_STATE_OPEN
	concluded = dispatchv1.Consultation_STATE_CONCLUDED
	withdrawn = dispatchv1.Consultation_STATE_WITHDRAWN

	byUnits = dispatchv1.Consultation_OUTCOME_UNITS
	nobody  = dispatchv1.Consultation_OUTCOME_NOBODY

	lead    = dispatchv1.ConsultationOpinion_STANCE_LEAD
	assist  = dispatchv1.ConsultationOpinion_STANCE_ASSIST
	notOurs = dispatchv1.ConsultationOpinion_STANCE_NOT_OURS
)

// world has an issue of 西潞街道 whose duty is unclear.
type world struct {
	testkit.Dispatches
	issues testkit.Issues
	issue  *intakev1.Issue
}

func start(t *testing.T, edit ...func(*intakev1.Issue)) world {
	t.Helper()
	issues := testkit.StartIssues(t)
	w := world{Dispatches: testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}, issues: issues}
	w.issue = w.triaged(edit...)
	return w
}

func (w world) triaged(edit ...func(*intakev1.Issue)) *intakev1.Issue {
	w.T.Helper()
	return w.issues.Do(w.T, w.issues.File(w.T, edit...), "triage")
}

// draft asks the water office and the planning bureau about an issue.
func (w world) draft(issue *intakev1.Issue) *dispatchv1.CreateConsultationRequest {
	return &dispatchv1.CreateConsultationRequest{Consultation: &dispatchv1.Consultation{Issue: issue.GetName(), Question: "路面塌陷处管线归属不清",
		Participants: []string{w.UnitName(testkit.WaterOffice), w.UnitName(testkit.Planning)}}}
}

func (w world) must(c *dispatchv1.Consultation, err error) *dispatchv1.Consultation {
	w.T.Helper()
	return testkit.Must[*dispatchv1.Consultation](w.Dispatches)(c, err)
}

// asked is an open consultation about an issue.
func (w world) asked(issue *intakev1.Issue) *dispatchv1.Consultation {
	w.T.Helper()
	return w.must(w.As(testkit.Dispatcher).CreateConsultation(w.Ctx, w.draft(issue)))
}

func (w world) read(who testkit.Who, c *dispatchv1.Consultation) (*dispatchv1.Consultation, error) {
	return w.As(who).GetConsultation(w.Ctx, &dispatchv1.GetConsultationRequest{Name: c.GetName()})
}

// now is a consultation as the dispatcher reads it.
func (w world) now(c *dispatchv1.Consultation) *dispatchv1.Consultation {
	w.T.Helper()
	return w.must(w.read(testkit.Dispatcher, c))
}

func (w world) give(who testkit.Who, c *dispatchv1.Consultation, at int, stance dispatchv1.ConsultationOpinion_Stance) (*dispatchv1.ConsultationOpinion, error) {
	return w.As(who).GiveConsultationOpinion(w.Ctx, &dispatchv1.GiveConsultationOpinionRequest{Name: c.GetOpinions()[at].GetName(), Stance: stance,
		Clause: "三定规定第四条", Text: "据管线图"})
}

func (w world) given(who testkit.Who, c *dispatchv1.Consultation, at int, stance dispatchv1.ConsultationOpinion_Stance) *dispatchv1.ConsultationOpinion {
	w.T.Helper()
	return testkit.Must[*dispatchv1.ConsultationOpinion](w.Dispatches)(w.give(who, c, at, stance))
}

// both units have the duty in their own opinion.
func (w world) both(c *dispatchv1.Consultation) {
	w.T.Helper()
	w.given(testkit.LiaisonB, c, 0, lead)
	w.given(testkit.LiaisonA, c, 1, assist)
}

func (w world) conclude(who testkit.Who, c *dispatchv1.Consultation) (*dispatchv1.Consultation, error) {
	return w.As(who).ConcludeConsultation(w.Ctx, &dispatchv1.ConcludeConsultationRequest{Name: c.GetName(), Outcome: byUnits,
		LeadUnit: w.UnitName(testkit.WaterOffice), AssistUnits: []string{w.UnitName(testkit.Planning)}, Reason: "市政管线由水务部门负责"})
}

func (w world) withdraw(who testkit.Who, c *dispatchv1.Consultation) (*dispatchv1.Consultation, error) {
	return w.As(who).WithdrawConsultation(w.Ctx, &dispatchv1.WithdrawConsultationRequest{Name: c.GetName(), Reason: "现场已查明"})
}

func (w world) listed(who testkit.Who, req *dispatchv1.ListConsultationsRequest) (names []string) {
	w.T.Helper()
	list := testkit.Must[*dispatchv1.ListConsultationsResponse](w.Dispatches)(w.As(who).ListConsultations(w.Ctx, req))
	for _, c := range list.GetConsultations() {
		names = append(names, c.GetName())
	}
	return names
}

// dispatch hands an issue to the water office.
func (w world) dispatch(issue *intakev1.Issue, consultation string) (*intakev1.Issue, error) {
	return w.issues.As(testkit.Dispatcher).DispatchIssue(w.Ctx, &intakev1.DispatchIssueRequest{Name: issue.GetName(),
		LeadUnit: w.UnitName(testkit.WaterOffice), Text: "请办理", Consultation: consultation})
}

// behind asks for a dispatch of a kind behind which an issue stands.
func (w world) behind(kind dispatchv1.Dispatch_Kind, issue *intakev1.Issue) *dispatchv1.CreateDispatchRequest {
	request := w.Burst(kind)
	request.Dispatch.Issues = []string{issue.GetName()}
	return request
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
