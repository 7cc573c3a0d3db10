package confirmation_test

import (
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	w := world{testkit.StartIssues(t)}
	w.Settle(t, "intake.joint_confirmation", `{"voices": 2, "percent": 60, "hours": 72, "silent": "CONFIRMED"}`)
	street := w.Street(demo.Xilu)
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(t.Context(), &directoryv1.CreateMembershipRequest{
		Parent: street, Membership: &directoryv1.Membership{Person: "persons/" + testkit.ID(testkit.Judge), Role: access.Resident}}); err != nil {
		t.Fatal(err)
	}
	return w
}

// neighbours are two who join, beside the reporter; the judge lives here too.
var neighbours = []testkit.Who{testkit.Resident2, testkit.Judge}

// shared is an issue that both neighbours joined and that was called back.
func (w world) shared(t *testing.T) *intakev1.Issue {
	t.Helper()
	issue := w.File(t)
	for _, who := range neighbours {
		if _, err := w.As(who).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue.GetName()}); err != nil {
			t.Fatal(err)
		}
	}
	return w.Do(t, issue, "triage", "dispatch", "sign", "reply", "callback")
}

func (w world) ask(t *testing.T, who testkit.Who, issue string) (*intakev1.JointConfirmation, error) {
	t.Helper()
	return w.As(who).CreateJointConfirmation(t.Context(), &intakev1.CreateJointConfirmationRequest{JointConfirmation: &intakev1.JointConfirmation{Issue: issue}})
}

func (w world) answer(t *testing.T, who testkit.Who, called string, solved bool) (*intakev1.JointConfirmation, error) {
	t.Helper()
	return w.As(who).AnswerJointConfirmation(t.Context(), &intakev1.AnswerJointConfirmationRequest{Name: called, Solved: solved})
}

func (w world) close(t *testing.T, issue string) error {
	t.Helper()
	_, err := w.As(testkit.Dispatcher).CloseIssue(t.Context(), &intakev1.CloseIssueRequest{Name: issue})
	return err
}

func (w world) result(t *testing.T, issue string) (intakev1.JointConfirmation_State, intakev1.Issue_State) {
	t.Helper()
	got, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
	if err != nil {
		t.Fatal(err)
	}
	return got.GetJointResult(), got.GetState()
}

// proves IN-44
func TestASharedIssueIsClosedOnlyWhenEnoughOfThoseWhoJoinedHaveConfirmed(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.shared(t).GetName()
	testkit.WantFault(t, w.close(t, issue), codes.FailedPrecondition, "JOINT_CONFIRMATION_AWAITED")
	c, err := w.ask(t, testkit.Dispatcher, issue)
	if err != nil || c.GetAsked() != 2 || c.GetNeeded() != 2 || !c.GetEndTime().AsTime().Equal(w.Clock.Now(0).Add(72*time.Hour)) {
		t.Fatalf("%v, %v", c, err)
	}
	_, err = w.ask(t, testkit.Dispatcher, issue)
	testkit.WantField(t, err, codes.FailedPrecondition, "CONFIRMATION_PENDING", "joint_confirmation.issue")
	if got, err := w.answer(t, testkit.Resident2, c.GetName(), true); err != nil || got.GetState() != intakev1.JointConfirmation_STATE_PENDING || got.GetConfirmed() != 1 {
		t.Errorf("%v, %v", got, err)
	}
	_, err = w.answer(t, testkit.Resident2, c.GetName(), false)
	testkit.WantFault(t, err, codes.AlreadyExists, "ALREADY_ANSWERED")
	testkit.WantFault(t, w.close(t, issue), codes.FailedPrecondition, "JOINT_CONFIRMATION_AWAITED")
	if got, err := w.answer(t, testkit.Judge, c.GetName(), true); err != nil || got.GetState() != intakev1.JointConfirmation_STATE_CONFIRMED {
		t.Errorf("%v, %v", got, err)
	}
	if err := w.close(t, issue); err != nil {
		t.Error(err)
	}
	if result, state := w.result(t, issue); result != intakev1.JointConfirmation_STATE_CONFIRMED || state != intakev1.Issue_STATE_CLOSED {
		t.Errorf("%s, %s", result, state)
	}
}

// proves IN-44
func TestOneRefusedByTooManyIsReopenedAtOnceAndTheyAreAskedAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.shared(t)
	c, err := w.ask(t, testkit.Dispatcher, issue.GetName())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.answer(t, testkit.Resident2, c.GetName(), false); err != nil || got.GetState() != intakev1.JointConfirmation_STATE_REFUSED {
		t.Fatalf("%v, %v", got, err)
	}
	if result, state := w.result(t, issue.GetName()); result != intakev1.JointConfirmation_STATE_REFUSED || state != intakev1.Issue_STATE_REOPENED {
		t.Errorf("%s, %s", result, state)
	}
	_, err = w.answer(t, testkit.Judge, c.GetName(), true)
	testkit.WantFault(t, err, codes.FailedPrecondition, "CONFIRMATION_OVER")
	w.Do(t, issue, "dispatch", "sign", "reply", "callback")
	testkit.WantFault(t, w.close(t, issue.GetName()), codes.FailedPrecondition, "JOINT_CONFIRMATION_AWAITED")
	again, err := w.ask(t, testkit.Dispatcher, issue.GetName())
	if err != nil {
		t.Fatal(err)
	}
	for _, who := range neighbours {
		if _, err := w.answer(t, who, again.GetName(), true); err != nil {
			t.Error(err)
		}
	}
	if err := w.close(t, issue.GetName()); err != nil {
		t.Error(err)
	}
}

// proves IN-44
func TestWhoIsSilentUntilTheDeadlineCountsAsTheSettingSays(t *testing.T) {
	t.Parallel()
	for silent, want := range map[string]intakev1.JointConfirmation_State{
		"CONFIRMED": intakev1.JointConfirmation_STATE_CONFIRMED, "REFUSED": intakev1.JointConfirmation_STATE_REFUSED,
	} {
		w := start(t)
		w.Settle(t, "intake.joint_confirmation", `{"voices": 2, "percent": 60, "hours": 24, "silent": "`+silent+`"}`)
		issue := w.shared(t).GetName()
		c, err := w.ask(t, testkit.Dispatcher, issue)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.answer(t, testkit.Resident2, c.GetName(), true); err != nil {
			t.Fatal(err)
		}
		system := access.AsSystem(t.Context(), demo.Fangshan)
		for _, ahead := range []time.Duration{24*time.Hour - time.Microsecond, time.Microsecond} {
			if result, _ := w.result(t, issue); result != intakev1.JointConfirmation_STATE_PENDING {
				t.Errorf("%s: before the deadline it is %s", silent, result)
			}
			w.Clock.Advance(ahead)
			if err := w.Joint.Decide(system); err != nil {
				t.Fatal(err)
			}
		}
		if result, _ := w.result(t, issue); result != want {
			t.Errorf("%s: %s", silent, result)
		}
		_, err = w.answer(t, testkit.Judge, c.GetName(), false)
		testkit.WantFault(t, err, codes.FailedPrecondition, "CONFIRMATION_OVER")
	}
}

// proves IN-44
func TestOnlyWhoJoinedIsAskedAndAStrangerLearnsNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.shared(t).GetName()
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.CommunityWorker} {
		_, err := w.ask(t, who, issue)
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	c, err := w.ask(t, testkit.Dispatcher, issue)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.answer(t, testkit.Resident, c.GetName(), true) // the reporter is called back
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	for who, want := range map[testkit.Who]int{testkit.Resident: 1, testkit.Resident2: 1, testkit.Dispatcher: 1, testkit.LiaisonA: 1, testkit.LiaisonB: 0, testkit.ForeignResident: 0} {
		got, err := w.As(who).GetJointConfirmation(t.Context(), &intakev1.GetJointConfirmationRequest{Name: c.GetName()})
		if want == 0 {
			testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		} else if err != nil || !proto.Equal(got, c) {
			t.Errorf("%s: %v, %v", who, got, err)
		}
		list, err := w.As(who).ListJointConfirmations(t.Context(), &intakev1.ListJointConfirmationsRequest{Parent: issue})
		if err != nil || len(list.GetJointConfirmations()) != want {
			t.Errorf("%s: %v, %v", who, list, err)
		}
	}
}

// proves IN-44
func TestNobodyIsAskedBeforeAReplyOrWhereNobodyJoined(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t)
	if _, err := w.As(testkit.Resident2).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue.GetName()}); err != nil {
		t.Fatal(err)
	}
	_, err := w.ask(t, testkit.Dispatcher, issue.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "CONFIRMATION_NOT_DUE")
	w.Do(t, issue, "triage", "dispatch", "sign", "reply", "callback", "close") // one voice is too few to need a confirmation
	alone := w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply").GetName()
	_, err = w.ask(t, testkit.Dispatcher, alone)
	testkit.WantFault(t, err, codes.FailedPrecondition, "CONFIRMATION_NOT_DUE")
}

// proves IN-44
func TestOfAnswersThatComeAtOnceEachCountsOnceAndTheIssueIsDecidedOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.shared(t).GetName()
	c, err := w.ask(t, testkit.Dispatcher, issue)
	if err != nil {
		t.Fatal(err)
	}
	var all errgroup.Group
	for range 4 {
		for _, who := range neighbours {
			all.Go(func() error {
				if _, err := w.answer(t, who, c.GetName(), true); err != nil {
					testkit.WantFault(t, err, codes.AlreadyExists, "ALREADY_ANSWERED")
				}
				return nil
			})
		}
	}
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	got, err := w.As(testkit.Resident2).GetJointConfirmation(t.Context(), &intakev1.GetJointConfirmationRequest{Name: c.GetName()})
	if err != nil || got.GetConfirmed() != 2 || got.GetState() != intakev1.JointConfirmation_STATE_CONFIRMED {
		t.Errorf("%v, %v", got, err)
	}
	var decided int
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from event where type = 'haolinju.intake.joint_confirmation.decided.v1'").Scan(&decided); err != nil || decided != 1 {
		t.Errorf("decided %d times, %v", decided, err)
	}
}

// sentBack is an issue that both neighbours joined, whose lead said that it is done: those who joined are asked, and then the street sends
// the work back.
func (w world) sentBack(t *testing.T) (issue *intakev1.Issue, asked *intakev1.JointConfirmation) {
	t.Helper()
	issue = w.File(t)
	for _, who := range neighbours {
		if _, err := w.As(who).JoinIssue(t.Context(), &intakev1.JoinIssueRequest{Name: issue.GetName()}); err != nil {
			t.Fatal(err)
		}
	}
	issue = w.Do(t, issue, "triage", "dispatch", "sign", "reply")
	lead, street := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonA)), dispatchv1.NewDispatchServiceClient(w.Conn(testkit.Dispatcher))
	duties, err := lead.ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch()})
	if err != nil || len(duties.GetAssignments()) != 1 {
		t.Fatalf("%v, %v", duties, err)
	}
	duty := duties.GetAssignments()[0].GetName()
	if _, err := lead.CompleteAssignment(t.Context(), &dispatchv1.CompleteAssignmentRequest{Name: duty, Result: "已完成首次登记"}); err != nil {
		t.Fatal(err)
	}
	if asked, err = w.ask(t, testkit.Dispatcher, issue.GetName()); err != nil {
		t.Fatal(err)
	}
	if _, err := street.ReworkAssignment(t.Context(), &dispatchv1.ReworkAssignmentRequest{Name: duty, Reason: "未附登记结果"}); err != nil {
		t.Fatal(err)
	}
	return issue, asked
}

// proves IN-44
func TestWorkThatIsSentBackEndsTheAskingAndTheyAreAskedAgainAfterTheNextReply(t *testing.T) {
	t.Parallel()
	for _, silent := range []string{"CONFIRMED", "REFUSED"} {
		w := start(t)
		w.Settle(t, "intake.joint_confirmation", `{"voices": 2, "percent": 60, "hours": 24, "silent": "`+silent+`"}`)
		issue, first := w.sentBack(t)
		if result, state := w.result(t, issue.GetName()); result != intakev1.JointConfirmation_STATE_UNSPECIFIED || state != intakev1.Issue_STATE_HANDLING {
			t.Errorf("%s: sent back, the result is %s in %s", silent, result, state)
		}
		_, err := w.answer(t, testkit.Resident2, first.GetName(), false) // who would have decided it
		testkit.WantFault(t, err, codes.FailedPrecondition, "CONFIRMATION_OVER")
		w.Clock.Advance(24 * time.Hour)
		if err := w.Joint.Decide(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
		over, err := w.As(testkit.Resident2).GetJointConfirmation(t.Context(), &intakev1.GetJointConfirmationRequest{Name: first.GetName()})
		if err != nil || over.GetState() != intakev1.JointConfirmation_STATE_REFUSED {
			t.Errorf("%s: what was asked before is %v, %v", silent, over, err)
		}
		if result, state := w.result(t, issue.GetName()); result != intakev1.JointConfirmation_STATE_UNSPECIFIED || state != intakev1.Issue_STATE_HANDLING {
			t.Errorf("%s: at the deadline the result is %s in %s", silent, result, state)
		}
		w.Do(t, issue, "reply", "callback")
		testkit.WantFault(t, w.close(t, issue.GetName()), codes.FailedPrecondition, "JOINT_CONFIRMATION_AWAITED")
		again, err := w.ask(t, testkit.Dispatcher, issue.GetName())
		if err != nil {
			t.Fatal(err)
		}
		for _, who := range neighbours {
			if _, err := w.answer(t, who, again.GetName(), true); err != nil {
				t.Error(err)
			}
		}
		if err := w.close(t, issue.GetName()); err != nil {
			t.Error(err)
		}
	}
}

// proves IN-44
func TestOneThatCannotBeDecidedIsToldOfAndHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.joint_confirmation", `{"voices": 2, "percent": 60, "hours": 24, "silent": "REFUSED"}`)
	stuck, next := w.shared(t).GetName(), w.shared(t).GetName()
	for _, issue := range []string{stuck, next} {
		if _, err := w.ask(t, testkit.Dispatcher, issue); err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(time.Minute)
	}
	// as a fault has left it: nothing leads from there to a reopening
	if _, err := w.Owner().Exec(t.Context(), "update issue set state = 'HANDLING' where id = $1", stuck[len("issues/"):]); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(24 * time.Hour)
	if err := w.Joint.Decide(access.AsSystem(t.Context(), demo.Fangshan)); err == nil {
		t.Error("nobody is told of the one that cannot be decided")
	}
	if result, state := w.result(t, next); result != intakev1.JointConfirmation_STATE_REFUSED || state != intakev1.Issue_STATE_REOPENED {
		t.Errorf("the next one is %s in %s", result, state)
	}
	if result, _ := w.result(t, stuck); result != intakev1.JointConfirmation_STATE_PENDING {
		t.Errorf("the one that cannot be decided is %s", result)
	}
}
