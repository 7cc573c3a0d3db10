package agency_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-40, NI-26
func TestASystemWorksTheDutyOfItsUnitAndIsNamedWhereAPersonWouldBe(t *testing.T) {
	t.Parallel()
	w := start(t)
	water := w.system(testkit.WaterOffice, working...)
	whistle := w.Emergency()
	inbox, err := water.ListAssignments(w.Ctx, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-"})
	if err != nil || len(inbox.GetAssignments()) != 1 || inbox.GetAssignments()[0].GetUnit() != w.UnitName(testkit.WaterOffice) {
		t.Fatalf("the inbox holds %v, %v", inbox, err)
	}
	name := inbox.GetAssignments()[0].GetName()
	if order, err := water.GetDispatch(w.Ctx, &dispatchv1.GetDispatchRequest{Name: whistle.GetName()}); err != nil || order.GetNumber() == "" {
		t.Fatalf("the whistle as the system reads it: %v, %v", order, err)
	}
	state := func(a *dispatchv1.Assignment, err error) dispatchv1.Assignment_State {
		return w.Assigned(a, err).GetState()
	}
	for _, step := range []struct{ got, want dispatchv1.Assignment_State }{
		{state(water.SignAssignment(w.Ctx, &dispatchv1.SignAssignmentRequest{Name: name})), dispatchv1.Assignment_STATE_SIGNED},
		{state(water.ReportInAssignment(w.Ctx, &dispatchv1.ReportInAssignmentRequest{Name: name, Rank: "抢修队长", Place: "西潞大街", Authority: true})), dispatchv1.Assignment_STATE_REPORTED_IN},
		{state(water.ReportStage(w.Ctx, &dispatchv1.ReportStageRequest{Name: name, Text: "已关阀", NextStep: "开挖"})), dispatchv1.Assignment_STATE_HANDLING},
		{state(water.CompleteAssignment(w.Ctx, &dispatchv1.CompleteAssignmentRequest{Name: name, Result: "已恢复供水"})), dispatchv1.Assignment_STATE_COMPLETED},
	} {
		if step.got != step.want {
			t.Errorf("%v, want %v", step.got, step.want)
		}
	}
	seen := w.duty(whistle, testkit.WaterOffice)
	if r := seen.GetReportIn(); r.GetApiClient() != water.name || r.GetPerson() != "" || r.GetRank() != "抢修队长" || r.GetOutcome() != dispatchv1.ReportIn_OUTCOME_WITH_POWER {
		t.Errorf("the street reads of the report-in %v", r)
	}
	if r := seen.GetStageReports(); len(r) != 1 || r[0].GetApiClient() != water.name || r[0].GetPerson() != "" || r[0].GetText() != "已关阀" {
		t.Errorf("the street reads the stage reports %v", r)
	}
	if n := w.Count("select count(*) from audit where actor_kind = 'CLIENT' and 'apiClients/' || actor_id = $1 and result = 'OK' and object = $2", water.name, name); n != 4 {
		t.Errorf("%d audit rows name the system", n)
	}

	returned := w.Order() // of the planning bureau
	planning := w.system(testkit.Planning, working...)
	if _, err := planning.ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: w.AssignmentOf(returned, testkit.Planning),
		Reason: dispatchv1.Return_REASON_INSUFFICIENT_FACTS}); err != nil {
		t.Errorf("a system gives a duty back: %v", err)
	}
	filed, err := w.As(testkit.StreetLeader).ListObjections(w.Ctx, &dispatchv1.ListObjectionsRequest{Parent: w.AssignmentOf(returned, testkit.Planning)})
	if err != nil || len(filed.GetObjections()) != 1 || filed.GetObjections()[0].GetApiClient() == "" || filed.GetObjections()[0].GetObjector() != "" {
		t.Errorf("its objection is %v (%v)", filed, err)
	}
}

// proves DI-40, NI-26, AP-18
func TestASystemOfAnotherUnitOrWithoutThePermissionIsRefusedAndChangesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	whistle, order := w.Emergency(), w.Order()
	duty, stranger := w.AssignmentOf(whistle, testkit.WaterOffice), w.AssignmentOf(order, testkit.Planning)
	gardens, reading := w.system(testkit.GardensOffice, working...), w.system(testkit.WaterOffice, "dispatch.dispatch.get", "dispatch.assignment.get")
	whole := w.enter(testkit.WaterOffice, working...)
	narrow, err := identityv1.NewIdentityServiceClient(w.Channel).ExchangeClientCredentials(w.Ctx, &identityv1.ExchangeClientCredentialsRequest{
		ClientId: whole.GetApiClient().GetClientId(), ClientSecret: whole.GetClientSecret(), Scope: "dispatch.dispatch.get dispatch.assignment.sign"})
	if err != nil {
		t.Fatal(err)
	}
	narrowed := dispatchv1.NewDispatchServiceClient(w.ConnWith(narrow.GetAccessToken()))
	calls := map[string]func(c dispatchv1.DispatchServiceClient, name string) error{
		"sign": func(c dispatchv1.DispatchServiceClient, name string) error {
			_, err := c.SignAssignment(w.Ctx, &dispatchv1.SignAssignmentRequest{Name: name})
			return err
		},
		"return": func(c dispatchv1.DispatchServiceClient, name string) error {
			_, err := c.ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: name, Reason: dispatchv1.Return_REASON_DUPLICATE})
			return err
		},
		"report in": func(c dispatchv1.DispatchServiceClient, name string) error {
			_, err := c.ReportInAssignment(w.Ctx, &dispatchv1.ReportInAssignmentRequest{Name: name, Rank: "科长", Place: "现场"})
			return err
		},
		"report a stage": func(c dispatchv1.DispatchServiceClient, name string) error {
			_, err := c.ReportStage(w.Ctx, &dispatchv1.ReportStageRequest{Name: name, Text: "已到场"})
			return err
		},
		"complete": func(c dispatchv1.DispatchServiceClient, name string) error {
			_, err := c.CompleteAssignment(w.Ctx, &dispatchv1.CompleteAssignmentRequest{Name: name, Result: "已办结"})
			return err
		},
		"give a number": func(c dispatchv1.DispatchServiceClient, name string) error {
			_, err := c.SetExternalNumber(w.Ctx, &dispatchv1.SetExternalNumberRequest{Name: name, ExternalNumber: "GD-1"})
			return err
		},
	}
	before := w.Count("select count(*) from event")
	for what, call := range calls {
		t.Run(what, func(t *testing.T) {
			testkit.WantFault(t, call(gardens, duty), codes.PermissionDenied, "PERMISSION_DENIED") // called beside it, and so it sees it
			testkit.WantFault(t, call(gardens, stranger), codes.NotFound, "NOT_FOUND")
			testkit.WantFault(t, call(reading, duty), codes.PermissionDenied, "PERMISSION_DENIED")
			if what != "sign" {
				testkit.WantFault(t, call(narrowed, duty), codes.PermissionDenied, "PERMISSION_DENIED")
			}
		})
	}
	if after := w.Count("select count(*) from event"); after != before {
		t.Errorf("%d events of refused calls", after-before)
	}
	if err := calls["sign"](narrowed, duty); err != nil {
		t.Errorf("what the token was asked for: %v", err)
	}
	_, err = narrowed.GetAssignment(w.Ctx, &dispatchv1.GetAssignmentRequest{Name: duty})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	stream, err := narrowed.WatchAssignments(w.Ctx, &dispatchv1.WatchAssignmentsRequest{})
	if err == nil {
		_, err = stream.Recv()
	}
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
}
