package intake_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-08
func TestTheKindSaysWhetherAnOrderIsNeededAndHowFarTheReporterIsShielded(t *testing.T) {
	t.Parallel()
	w := start(t)
	street := w.As(testkit.Dispatcher)
	const (
		named        = intakev1.Issue_CONFIDENTIALITY_REAL_NAME
		confidential = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL
	)
	for kind, want := range map[intakev1.Issue_Kind]struct {
		how              intakev1.Issue_Confidentiality
		answer, dispatch string // reason of the refusal; empty for none
	}{
		intakev1.Issue_KIND_CONSULT:    {named, "", ""},
		intakev1.Issue_KIND_HELP:       {named, "ORDER_REQUIRED", ""},
		intakev1.Issue_KIND_COMPLAINT:  {named, "ORDER_REQUIRED", ""},
		intakev1.Issue_KIND_TIP_OFF:    {confidential, "ORDER_REQUIRED", ""},
		intakev1.Issue_KIND_SUGGESTION: {named, "", ""},
		intakev1.Issue_KIND_PRAISE:     {named, "", "ORDER_NOT_NEEDED"},
	} {
		filed := w.File(t, func(i *intakev1.Issue) { i.Kind = kind })
		if filed.GetConfidentiality() != want.how {
			t.Errorf("%s is filed as %s", kind, filed.GetConfidentiality())
		}
		if _, err := street.TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: filed.GetName()}); err != nil {
			t.Fatal(err)
		}
		actions, err := street.ListIssueActions(t.Context(), &intakev1.ListIssueActionsRequest{Name: filed.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range actions.GetActions() {
			for verb, reason := range map[string]string{"answer": want.answer, "dispatch": want.dispatch} {
				if a.GetVerb() == verb && (a.GetAllowed() != (reason == "") || a.GetReason() != reason) {
					t.Errorf("%s of %s: %v", verb, kind, a)
				}
			}
		}
		if want.dispatch != "" {
			_, err := street.DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: filed.GetName(), LeadUnit: w.UnitOf(t, testkit.LiaisonA), Text: "请办理"})
			testkit.WantFault(t, err, codes.FailedPrecondition, want.dispatch)
		}
		_, err = street.AnswerIssue(t.Context(), &intakev1.AnswerIssueRequest{Name: filed.GetName(), Text: "谢谢，已转告"})
		if want.answer != "" {
			testkit.WantFault(t, err, codes.FailedPrecondition, want.answer)
		} else if err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	flow := func(kind, order string) string {
		return fmt.Sprintf(`%q: {"order": %q, "confidentiality": "REAL_NAME"}`, kind, order)
	}
	w.Settle(t, "intake.flows", "{"+flow("CONSULT", "REQUIRED")+","+flow("HELP", "OPTIONAL")+","+flow("COMPLAINT", "REQUIRED")+","+
		flow("TIP_OFF", "REQUIRED")+","+flow("SUGGESTION", "NONE")+","+flow("PRAISE", "NONE")+"}")
	if named := w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_TIP_OFF }); named.GetConfidentiality() != intakev1.Issue_CONFIDENTIALITY_REAL_NAME {
		t.Errorf("a tip-off is filed as %s although the district wants names", named.GetConfidentiality())
	}
}

// proves IN-12
func TestEachChannelIsKeptAndThoseOfTheStaffAreForResidentsOfTheirTerritory(t *testing.T) {
	t.Parallel()
	w := start(t)
	for value := range intakev1.Issue_Channel_name {
		channel := intakev1.Issue_Channel(value)
		own := channel == intakev1.Issue_CHANNEL_MINI_PROGRAM || channel == intakev1.Issue_CHANNEL_WEB
		if value == 0 {
			continue
		}
		draft := w.Draft(t)
		draft.Channel = channel
		_, err := w.As(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft, ValidateOnly: true})
		if own && err != nil {
			t.Errorf("%s of a resident: %v", channel, err)
		} else if !own {
			testkit.WantField(t, err, codes.PermissionDenied, "CHANNEL_FOR_STAFF", "issue.channel")
			filed, err := w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
			if err != nil || filed.GetChannel() != channel || filed.GetReporter().GetPhone() != "138****1234" {
				t.Errorf("%s: %v, %v", channel, filed, err)
			}
		}
	}
}

// proves IN-40
func TestADraftMadeOfflineIsFiledOnceUnderItsId(t *testing.T) {
	t.Parallel()
	w := start(t)
	id, err := uuid.NewV7()
	if err != nil {
		t.Fatal(err)
	}
	draft := w.Draft(t)
	draft.DraftTime = timestamppb.New(w.Clock.Now(demo.Fangshan).Add(-48 * time.Hour))
	ask := &intakev1.CreateIssueRequest{Issue: draft, IssueId: id.String()}
	const tries = 6
	filed := make([]*intakev1.Issue, tries)
	var all sync.WaitGroup
	for i := range filed {
		all.Go(func() {
			var err error
			if filed[i], err = w.As(testkit.Resident).CreateIssue(t.Context(), ask); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, one := range filed {
		if !proto.Equal(one, filed[0]) {
			t.Errorf("filed as %v and as %v", filed[0], one)
		}
	}
	if got := filed[0]; got.GetName() != "issues/"+id.String() || !got.GetDraftTime().AsTime().Equal(draft.GetDraftTime().AsTime()) ||
		!got.GetDueTime().AsTime().Equal(testkit.Noon.AddDate(0, 0, 7)) {
		t.Errorf("%v", got)
	}
	var n int
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from issue").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d issues are filed: %v", n, err)
	}
	other := proto.CloneOf(ask)
	other.Issue.Title = "另一件事"
	_, err = w.As(testkit.Resident).CreateIssue(t.Context(), other)
	testkit.WantField(t, err, codes.AlreadyExists, "ISSUE_EXISTS", "issue_id")
	_, err = w.As(testkit.Resident2).CreateIssue(t.Context(), ask)
	testkit.WantField(t, err, codes.AlreadyExists, "ISSUE_EXISTS", "issue_id")
	for title, at := range map[string]time.Duration{"of tomorrow": 24 * time.Hour, "of last quarter": -90 * 24 * time.Hour} {
		t.Log(title)
		spoilt := w.Draft(t)
		spoilt.DraftTime = timestamppb.New(w.Clock.Now(demo.Fangshan).Add(at))
		_, err := w.As(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: spoilt})
		testkit.WantField(t, err, codes.InvalidArgument, "DRAFT_TIME", "issue.draft_time")
	}
}

// proves IN-43
func TestTheResidentSeesAnExpectedDateThatFollowsTriageOrderAndReopening(t *testing.T) {
	t.Parallel()
	w := start(t)
	urgent := w.NewCategory(t, "TEST.URGENT", directoryv1.Category_TIER_URGENT)
	filed, street := w.File(t), w.As(testkit.Dispatcher)
	day := func() int32 {
		got, err := w.As(testkit.Resident).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: filed.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		return got.GetExpectedDate().GetDay()
	}
	if day() != 30 {
		t.Errorf("of an ordinary matter the %dth is expected", day())
	}
	if _, err := street.TriageIssue(t.Context(), &intakev1.TriageIssueRequest{Name: filed.GetName(), Category: urgent}); err != nil {
		t.Fatal(err)
	}
	if day() != 24 {
		t.Errorf("of an urgent matter the %dth is expected", day())
	}
	if _, err := street.DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: filed.GetName(), LeadUnit: w.UnitOf(t, testkit.LiaisonA), Text: "请办理",
		DueTime: timestamppb.New(testkit.Noon.AddDate(0, 0, 3))}); err != nil {
		t.Fatal(err)
	}
	if day() != 26 {
		t.Errorf("of the order the %dth is expected", day())
	}
}
