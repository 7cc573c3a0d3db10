package diversion_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// filed has somebody file an issue, an hour after the last.
func (w world) filed(t *testing.T, who testkit.Who, title, phone string, edit ...func(*intakev1.Issue)) *intakev1.Issue {
	t.Helper()
	w.Clock.Advance(time.Hour)
	draft := w.Draft(t)
	draft.Title, draft.ContactPhone = title, phone
	for _, e := range edit {
		e(draft)
	}
	issue, err := w.As(who).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	return issue
}

func desk(i *intakev1.Issue) { i.Channel = intakev1.Issue_CHANNEL_DESK }

// proves IN-21
func TestAtTriageTheEarlierIssuesOfTheSameReporterAreOfferedWithTheirProgress(t *testing.T) {
	t.Parallel()
	w := start(t)
	const his, another = "13812341234", "13900001111"
	certificate := w.Do(t, w.filed(t, testkit.Resident, "办不了房产证", his), "triage", "dispatch", "sign", "reply")
	lamp := w.filed(t, testkit.Resident, "楼道灯不亮", his)
	byPhone := w.filed(t, testkit.Dispatcher, "房产证还是办不了", his, desk)
	w.filed(t, testkit.Resident2, "办不了房产证", his)            // of another account, whatever telephone he left
	w.filed(t, testkit.Dispatcher, "办不了房产证", another, desk) // of another telephone
	w.filed(t, testkit.Resident, "办不了房产证", his, func(i *intakev1.Issue) {
		i.Category = w.NewCategory(t, "TEST.OTHER", directoryv1.Category_TIER_ORDINARY)
	})
	again := w.filed(t, testkit.Resident, "办不了房产证", his)
	w.filed(t, testkit.Resident, "办不了房产证", his) // later

	got, err := w.As(testkit.Dispatcher).FindEarlierIssues(t.Context(), &intakev1.FindEarlierIssuesRequest{Name: again.GetName()})
	if err != nil || len(got.GetEarlierIssues()) != 3 {
		t.Fatalf("%v, %v", got, err)
	}
	for i, want := range []string{certificate.GetName(), byPhone.GetName(), lamp.GetName()} {
		if of := got.GetEarlierIssues()[i]; of.GetIssue() != want {
			t.Errorf("%d is %v, want %s", i, of, want)
		}
	}
	first := got.GetEarlierIssues()[0]
	if first.GetState() != intakev1.Issue_STATE_REPLIED || first.GetReply() != certificate.GetReply() || first.GetSimilarity() != 100 || first.GetNumber() != certificate.GetNumber() {
		t.Errorf("the progress is %v", first)
	}
	w.Do(t, again, "triage")
	diverted, err := w.As(testkit.Dispatcher).DivertIssue(t.Context(), &intakev1.DivertIssueRequest{Name: again.GetName(),
		Diversion: intakev1.Issue_DIVERSION_SAME_MATTER, EarlierIssue: first.GetIssue()})
	if err != nil || diverted.GetState() != intakev1.Issue_STATE_DIVERTED {
		t.Fatalf("%v, %v", diverted, err)
	}
	w.Tell(t)
	var told int
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from notice where subject = $1 and event_type = 'haolinju.intake.issue.diverted.v1' and person_id = $2",
		again.GetName(), testkit.ID(testkit.Resident)).Scan(&told); err != nil || told != 1 {
		t.Errorf("the reporter gets %d notices, %v", told, err)
	}
}

func TestEarlierIssuesAreShownToTheStaffOfTheTerritoryAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	for who, code := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied, testkit.ForeignResident: codes.PermissionDenied} {
		_, err := w.As(who).FindEarlierIssues(t.Context(), &intakev1.FindEarlierIssuesRequest{Name: issue})
		testkit.WantFault(t, err, code, "PERMISSION_DENIED")
	}
	_, err := w.As(testkit.Dispatcher).FindEarlierIssues(t.Context(), &intakev1.FindEarlierIssuesRequest{Name: "issues/01900000-0000-7000-8000-000000000001"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	got, err := w.As(testkit.Dispatcher).FindEarlierIssues(t.Context(), &intakev1.FindEarlierIssuesRequest{Name: issue})
	if err != nil || len(got.GetEarlierIssues()) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}
