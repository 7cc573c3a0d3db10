package incident_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	triaged  = intakev1.Issue_STATE_TRIAGED
	answered = intakev1.Issue_STATE_ANSWERED
	closed   = intakev1.Issue_STATE_CLOSED
)

// proves DI-37
func TestOneActAnswersAllAndClosesAllWithAResultForEachAndOneNoticeForEachReporter(t *testing.T) {
	t.Parallel()
	w := start(t)
	mine, mineToo, hers := w.asked(t, testkit.Resident), w.asked(t, testkit.Resident), w.asked(t, testkit.Resident2)
	help := w.asked(t, testkit.Resident2, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_HELP })
	incident := w.burst(t, mine, mineToo, hers, help)

	outcome, err := w.As(testkit.Dispatcher).AnswerIncident(t.Context(), &intakev1.AnswerIncidentRequest{Name: incident.GetName(), Text: "主管已修复，恢复供水"})
	if err != nil {
		t.Fatal(err)
	}
	w.wantResults(t, outcome, map[string]result{mine.GetName(): {answered, ""}, mineToo.GetName(): {answered, ""}, hers.GetName(): {answered, ""},
		help.GetName(): {triaged, "ORDER_REQUIRED"}})
	if outcome.GetIncident().GetState() != intakev1.Incident_STATE_OPEN {
		t.Errorf("the incident is %v", outcome.GetIncident())
	}
	got, err := w.As(testkit.Resident).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: mineToo.GetName()})
	if err != nil || got.GetState() != answered || got.GetReply() != "主管已修复，恢复供水" {
		t.Errorf("%v, %v", got, err)
	}
	for who, want := range map[testkit.Who]int{testkit.Resident: 1, testkit.Resident2: 1} {
		if n := w.told(t, who, "诉求已答复"); n != want {
			t.Errorf("%s is told of the answer %d times", who, n)
		}
	}

	outcome, err = w.As(testkit.Dispatcher).CloseIncident(t.Context(), &intakev1.CloseIncidentRequest{Name: incident.GetName(), Reason: "已恢复供水"})
	if err != nil {
		t.Fatal(err)
	}
	w.wantResults(t, outcome, map[string]result{mine.GetName(): {closed, ""}, mineToo.GetName(): {closed, ""}, hers.GetName(): {closed, ""},
		help.GetName(): {triaged, "WRONG_STATE"}})
	if i := outcome.GetIncident(); i.GetState() != intakev1.Incident_STATE_OPEN || i.GetCloseTime() != nil || len(i.GetMembers()) != 4 {
		t.Errorf("with an issue that is not over the incident is %v", i)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.Resident2} {
		if n := w.told(t, who, "诉求已办结"); n != 1 {
			t.Errorf("%s is told of the closing %d times", who, n)
		}
	}

	w.Do(t, help, "divert")
	outcome, err = w.As(testkit.Dispatcher).CloseIncident(t.Context(), &intakev1.CloseIncidentRequest{Name: incident.GetName()})
	if err != nil || outcome.GetIncident().GetState() != intakev1.Incident_STATE_CLOSED || outcome.GetIncident().GetCloseTime() == nil ||
		len(outcome.GetResults()) != 0 {
		t.Errorf("%v, %v", outcome, err)
	}
	_, err = w.As(testkit.Dispatcher).CloseIncident(t.Context(), &intakev1.CloseIncidentRequest{Name: incident.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	_, err = w.As(testkit.Dispatcher).JoinIncident(t.Context(), joining(incident, w.asked(t, testkit.Resident)))
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

// proves DI-37
func TestIssuesJoinAndLeaveAndTheirTimelineSaysSoToTheUnitsAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	one, two := w.asked(t, testkit.Resident), w.asked(t, testkit.Resident2)
	incident := w.burst(t, one, two)
	if incident.GetTitle() != "西潞大街供水主管爆裂" || incident.GetUnit() != w.Street(demo.Xilu) || incident.GetCreator() != "persons/"+testkit.ID(testkit.Dispatcher) {
		t.Errorf("the incident is %v", incident)
	}
	w.wantMembers(t, incident, one, two)
	if m := incident.GetMembers()[0]; m.GetNumber() != one.GetNumber() || m.GetTitle() != one.GetTitle() || m.GetState() != triaged {
		t.Errorf("the member is %v", m)
	}
	for issue, want := range map[*intakev1.Issue]int{one: 1, w.asked(t, testkit.Resident): 0} {
		list, err := w.As(testkit.StreetLeader).ListIncidents(t.Context(), &intakev1.ListIncidentsRequest{Issue: issue.GetName(), WithTotal: true})
		if err != nil || len(list.GetIncidents()) != want || int(list.GetTotalSize()) != want {
			t.Errorf("%v, %v, want %d", list, err, want)
		}
	}
	left, err := w.As(testkit.StreetLeader).LeaveIncident(t.Context(), &intakev1.LeaveIncidentRequest{Name: incident.GetName(), Issues: names([]*intakev1.Issue{one})})
	if err != nil {
		t.Fatal(err)
	}
	w.wantMembers(t, left, two)
	w.wantMembers(t, w.burst(t, one), one)

	kinds := func(who testkit.Who) (kinds []intakev1.TimelineEntry_Kind) {
		for _, e := range w.Timeline(t, who, one.GetName()) {
			kinds = append(kinds, e.GetKind())
		}
		return kinds
	}
	joined, gone := intakev1.TimelineEntry_KIND_INCIDENT_JOINED, intakev1.TimelineEntry_KIND_INCIDENT_LEFT
	if got := kinds(testkit.Dispatcher); !slices.Equal(got[len(got)-3:], []intakev1.TimelineEntry_Kind{joined, gone, joined}) {
		t.Errorf("the street reads %v", got)
	}
	if got := kinds(testkit.Resident); slices.Contains(got, joined) || slices.Contains(got, gone) {
		t.Errorf("the reporter reads %v", got)
	}
}

func TestIssuesThatDoNotFitAreRefusedOnTheirFieldAndNoneJoins(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.incident_limit", "3")
	good := w.asked(t, testkit.Resident)
	grouped := w.asked(t, testkit.Resident)
	w.burst(t, grouped)
	over := w.Do(t, w.File(t), "withdraw")
	elsewhere := w.asked(t, testkit.Resident, func(i *intakev1.Issue) { i.Community = w.Community(t, demo.Xilu) })
	incident := w.burst(t)
	join := func(issues ...*intakev1.Issue) error {
		_, err := w.As(testkit.Dispatcher).JoinIncident(t.Context(), joining(incident, issues...))
		return err
	}
	testkit.WantField(t, join(good, grouped), codes.AlreadyExists, "IN_INCIDENT", "issues[1]")
	testkit.WantField(t, join(over), codes.FailedPrecondition, "INCIDENT_ISSUE_OVER", "issues[0]")
	testkit.WantField(t, join(good, elsewhere, w.asked(t, testkit.Resident), w.asked(t, testkit.Resident)), codes.FailedPrecondition, "TOO_MANY_ISSUES", "issues")
	_, err := w.As(testkit.Dispatcher).LeaveIncident(t.Context(), &intakev1.LeaveIncidentRequest{Name: incident.GetName(), Issues: []string{good.GetName()}})
	testkit.WantField(t, err, codes.FailedPrecondition, "NOT_IN_INCIDENT", "issues[0]")
	community, err := w.As(testkit.Dispatcher).CreateIncident(t.Context(), &intakev1.CreateIncidentRequest{Incident: &intakev1.Incident{
		Title: "楼道停电", Unit: w.UnitName("110111012006")}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.As(testkit.Dispatcher).JoinIncident(t.Context(), joining(community, elsewhere))
	testkit.WantField(t, err, codes.InvalidArgument, "ISSUE_ELSEWHERE", "issues[0]")
	_, err = w.As(testkit.Dispatcher).JoinIncident(t.Context(), &intakev1.JoinIncidentRequest{Name: incident.GetName(), Issues: []string{"issues/01900000-0000-7000-8000-000000000001"}})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	w.wantMembers(t, w.get(t, incident))
}

func TestOnlyTheStaffOfTheTerritoryReadAndWorkOnAnIncident(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.asked(t, testkit.Resident)
	incident := w.burst(t, issue)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied,
		testkit.ForeignAdmin: codes.PermissionDenied, testkit.AuditAdmin: codes.OK, testkit.CommunityWorker: codes.NotFound} {
		if _, err := w.As(who).GetIncident(t.Context(), &intakev1.GetIncidentRequest{Name: incident.GetName()}); status.Code(err) != want {
			t.Errorf("%s reads: %v, want %v", who, err, want)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.AuditAdmin, testkit.CommunityWorker} {
		_, create := w.As(who).CreateIncident(t.Context(), w.draft())
		_, join := w.As(who).JoinIncident(t.Context(), joining(incident, issue))
		_, answer := w.As(who).AnswerIncident(t.Context(), &intakev1.AnswerIncidentRequest{Name: incident.GetName(), Text: "已修复"})
		for _, err := range []error{create, join, answer} {
			testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		}
	}
	_, err := w.As(testkit.Dispatcher).CreateIncident(t.Context(), &intakev1.CreateIncidentRequest{Incident: &intakev1.Incident{Title: "停水", Unit: w.Street("110111011")}})
	testkit.WantField(t, err, codes.PermissionDenied, "PERMISSION_DENIED", "incident.unit")
	_, err = w.As(testkit.Dispatcher).CreateIncident(t.Context(), &intakev1.CreateIncidentRequest{Incident: &intakev1.Incident{
		Title: "停水", Unit: "units/01900000-0000-7000-8000-000000000001"}})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.As(testkit.Dispatcher).CloseIncident(t.Context(), &intakev1.CloseIncidentRequest{Name: incident.GetName(), Etag: incident.GetEtag() + "0"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}

func TestTheSameRequestToAnswerAnswersOnceAndATrialAnswersNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.asked(t, testkit.Resident)
	incident := w.burst(t, issue)
	req := &intakev1.AnswerIncidentRequest{Name: incident.GetName(), Text: "已修复", ValidateOnly: true}
	tried, err := w.As(testkit.Dispatcher).AnswerIncident(t.Context(), req)
	if err != nil || tried.GetResults()[0].GetState() != answered || w.get(t, incident).GetMembers()[0].GetState() != triaged {
		t.Errorf("%v, %v", tried, err)
	}
	req.ValidateOnly, req.RequestId = false, "answer-1"
	first, err := w.As(testkit.Dispatcher).AnswerIncident(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.As(testkit.Dispatcher).AnswerIncident(t.Context(), req)
	if err != nil || !proto.Equal(first, again) {
		t.Errorf("%v, %v", again, err)
	}
	if n := w.told(t, testkit.Resident, "诉求已答复"); n != 1 {
		t.Errorf("told %d times", n)
	}
}

func TestAnIssueThatSeveralGroupAtOnceBelongsToOneIncident(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.asked(t, testkit.Resident)
	var incidents []*intakev1.Incident
	for range 4 {
		incidents = append(incidents, w.burst(t))
	}
	won := make(chan *intakev1.Incident, len(incidents))
	var all errgroup.Group
	for _, i := range incidents {
		all.Go(func() error {
			joined, err := w.As(testkit.Dispatcher).JoinIncident(t.Context(), joining(i, issue))
			if err == nil {
				won <- joined
				return nil
			}
			testkit.WantFault(t, err, codes.AlreadyExists, "IN_INCIDENT")
			return nil
		})
	}
	all.Wait()
	if len(won) != 1 {
		t.Errorf("%d incidents have it", len(won))
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.burst(t, w.asked(t, testkit.Resident))
	for want, change := range map[string]string{
		"incident_state":               "update incident set state = 'LOST'",
		"incident_title":               "update incident set title = ''",
		"incident_closed":              "update incident set state = 'CLOSED'",
		"incident_issue_pkey":          "insert into incident_issue select * from incident_issue",
		"incident_issue_incident_fkey": "update incident_issue set incident_id = issue_id",
		"incident_issue_issue_fkey":    "update incident_issue set issue_id = incident_id",
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}
