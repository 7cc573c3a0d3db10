package workload_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// ordered is an issue of the resident, and the duty of the bureau for it.
func (w world) ordered() (issue *intakev1.Issue, duty string) {
	w.T.Helper()
	i := testkit.Issues{Kit: w.Kit}
	i.Category = i.NewCategory(w.T, "TEST.PROPERTY", directoryv1.Category_TIER_ORDINARY)
	issue = i.Do(w.T, i.File(w.T), "triage", "dispatch")
	list, err := w.As(testkit.LiaisonA).ListAssignments(w.Ctx, &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch()})
	if err != nil {
		w.T.Fatal(err)
	}
	return issue, list.GetAssignments()[0].GetName()
}

// conflicting is a duty in which somebody has an interest: he has brought it up.
func (w world) conflicting(who testkit.Who) string {
	w.T.Helper()
	issue, duty := w.ordered()
	if _, err := w.Owner().Exec(w.Ctx, "update issue set reporter_id = $1 where 'issues/' || id = $2", testkit.ID(who), issue.GetName()); err != nil {
		w.T.Fatal(err)
	}
	return duty
}

// proves DI-25
func TestNobodyHandlesWhatHeHasBroughtUpOrWhatAUnitOfHisIsRecusedFrom(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 1)
	w.can(Second, 5)
	w.can(Third, 9)
	issue, duty := w.ordered()
	if _, err := w.Owner().Exec(w.Ctx, "update issue set reporter_id = $1 where 'issues/' || id = $2", testkit.ID(Third), issue.GetName()); err != nil {
		t.Fatal(err)
	}
	// Second is the liaison of the gardens office besides.
	if _, err := w.As(testkit.Dispatcher).SetRecusal(w.Ctx, &dispatchv1.SetRecusalRequest{Name: issue.GetName() + "/recusal",
		Units: []string{w.UnitName(testkit.GardensOffice)}}); err != nil {
		t.Fatal(err)
	}
	p := w.propose(duty)
	obstacles := map[string]dispatchv1.HandlerProposal_Candidate_Obstacle{}
	for _, c := range p.GetCandidates() {
		obstacles[c.GetPerson()] = c.GetObstacle()
	}
	if p.GetHandler() != person(testkit.LiaisonA) || obstacles[person(Third)] != dispatchv1.HandlerProposal_Candidate_OBSTACLE_OWN_MATTER ||
		obstacles[person(Second)] != dispatchv1.HandlerProposal_Candidate_OBSTACLE_RECUSED {
		t.Errorf("%v", p)
	}
	for _, who := range []testkit.Who{Second, Third} {
		_, err := w.give(duty, who)
		testkit.WantField(t, err, codes.FailedPrecondition, "HANDLER_CONFLICT", "person")
	}
	if got := w.Assigned(w.give(duty)).GetHandler(); got != person(testkit.LiaisonA) {
		t.Errorf("it goes to %s", got)
	}
}
