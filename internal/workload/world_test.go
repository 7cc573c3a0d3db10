package workload_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// The people of the planning bureau beside its liaison, LiaisonA.
const (
	Second = testkit.LiaisonC
	Third  = testkit.Judge
)

// world has a bureau of three.
type world struct{ testkit.Dispatches }

func start(t *testing.T) world {
	t.Helper()
	w := world{testkit.StartDispatches(t)}
	w.office(Second, testkit.Planning)
	w.office(Third, testkit.Planning)
	return w
}

// office makes somebody a liaison of a unit beside what he is.
func (w world) office(who testkit.Who, unit string) {
	w.T.Helper()
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(w.Ctx, &directoryv1.CreateMembershipRequest{
		Parent: w.UnitName(unit), Membership: &directoryv1.Membership{Person: person(who), Role: access.Liaison}}); err != nil {
		w.T.Fatal(err)
	}
	w.Clock.Advance(time.Second)
}

func person(who testkit.Who) string { return "persons/" + testkit.ID(who) }

// can says how many duties somebody of the bureau handles at once.
func (w world) can(who testkit.Who, duties int32) {
	w.T.Helper()
	if _, err := w.As(testkit.LiaisonA).SetCapacity(w.Ctx, &dispatchv1.SetCapacityRequest{
		Name: w.UnitName(testkit.Planning) + "/capacities/" + testkit.ID(who), Duties: duties}); err != nil {
		w.T.Fatal(err)
	}
}

// duty is a new one of the bureau.
func (w world) duty() string {
	w.T.Helper()
	return w.AssignmentOf(w.Order(), testkit.Planning)
}

// give has somebody who is named handle a duty, or, without a name, whom is proposed; a minute passes.
func (w world) give(duty string, to ...testkit.Who) (*dispatchv1.Assignment, error) {
	w.Clock.Advance(time.Minute)
	req := &dispatchv1.SetHandlerRequest{Name: duty}
	for _, who := range to {
		req.Person = person(who)
	}
	return w.As(testkit.LiaisonA).SetHandler(w.Ctx, req)
}

// given is who handles a new duty that is given so.
func (w world) given(to ...testkit.Who) string {
	w.T.Helper()
	return w.Assigned(w.give(w.duty(), to...)).GetHandler()
}

func (w world) propose(duty string) *dispatchv1.HandlerProposal {
	w.T.Helper()
	return testkit.Must[*dispatchv1.HandlerProposal](w.Dispatches)(w.As(testkit.LiaisonA).ProposeHandler(w.Ctx, &dispatchv1.ProposeHandlerRequest{Name: duty}))
}

// away enters that somebody of the bureau is away for some hours from now on.
func (w world) away(by, who testkit.Who, from, until float64, replacement ...testkit.Who) (*dispatchv1.Absence, error) {
	at := func(hours float64) *timestamppb.Timestamp {
		return timestamppb.New(w.Clock.Now(0).Add(time.Duration(hours * float64(time.Hour))))
	}
	a := &dispatchv1.Absence{Unit: w.UnitName(testkit.Planning), Person: person(who), StartTime: at(from), EndTime: at(until)}
	for _, r := range replacement {
		a.Replacement = person(r)
	}
	return w.As(by).CreateAbsence(w.Ctx, &dispatchv1.CreateAbsenceRequest{Absence: a})
}

// leaves is the same where it has to succeed.
func (w world) leaves(who testkit.Who, from, until float64, replacement ...testkit.Who) *dispatchv1.Absence {
	w.T.Helper()
	return testkit.Must[*dispatchv1.Absence](w.Dispatches)(w.away(testkit.LiaisonA, who, from, until, replacement...))
}
