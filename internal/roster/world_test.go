package roster_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	leader  = dispatchv1.DutyRoster_POST_LEADER
	officer = dispatchv1.DutyRoster_POST_OFFICER
	service = dispatchv1.DutyRoster_POST_SERVICE
)

// Deputy leads 西潞街道 beside StreetLeader, from office on.
const Deputy = testkit.LiaisonB

// world is a running server on which units are called.
type world struct{ testkit.Dispatches }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartDispatches(t)}
}

// office gives somebody a role in a unit.
func (w world) office(who testkit.Who, role, unit string) *directoryv1.Membership {
	w.T.Helper()
	m := testkit.Must[*directoryv1.Membership](w.Dispatches)(directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(w.Ctx,
		&directoryv1.CreateMembershipRequest{Parent: w.UnitName(unit), Membership: &directoryv1.Membership{Person: "persons/" + testkit.ID(who), Role: role}}))
	w.Clock.Advance(time.Second)
	return m
}

// leaves ends an office.
func (w world) leaves(office *directoryv1.Membership) {
	w.T.Helper()
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).EndMembership(w.Ctx,
		&directoryv1.EndMembershipRequest{Name: office.GetName()}); err != nil {
		w.T.Fatal(err)
	}
	w.Clock.Advance(time.Second)
}

// shift is held by somebody from so many hours after the epoch of the tests until another.
func shift(who testkit.Who, from, until float64) *dispatchv1.DutyShift {
	at := func(hours float64) *timestamppb.Timestamp {
		return timestamppb.New(testkit.Epoch.Add(time.Duration(hours * float64(time.Hour))))
	}
	return &dispatchv1.DutyShift{Person: "persons/" + testkit.ID(who), StartTime: at(from), EndTime: at(until)}
}

// publish is a roster of a post of a unit.
func (w world) publish(by testkit.Who, unit string, post dispatchv1.DutyRoster_Post, shifts ...*dispatchv1.DutyShift) (*dispatchv1.DutyRoster, error) {
	return w.As(by).CreateDutyRoster(w.Ctx, &dispatchv1.CreateDutyRosterRequest{DutyRoster: &dispatchv1.DutyRoster{Unit: w.UnitName(unit), Post: post, Shifts: shifts}})
}

func (w world) published(post dispatchv1.DutyRoster_Post, shifts ...*dispatchv1.DutyShift) *dispatchv1.DutyRoster {
	w.T.Helper()
	return testkit.Must[*dispatchv1.DutyRoster](w.Dispatches)(w.publish(testkit.StreetLeader, demo.Xilu, post, shifts...))
}

// holds is who holds a post of the street now, and "" for nobody.
func (w world) holds(post dispatchv1.DutyRoster_Post) string {
	w.T.Helper()
	found, err := w.As(testkit.Dispatcher).FindShiftOnDuty(w.Ctx, &dispatchv1.FindShiftOnDutyRequest{Unit: w.UnitName(demo.Xilu), Post: post})
	if err != nil {
		return ""
	}
	return found.GetPerson()
}

func person(who testkit.Who) string { return "persons/" + testkit.ID(who) }

// at is the clock so many hours after the epoch of the tests.
func (w world) at(hours float64) {
	w.Clock.Set(testkit.Epoch.Add(time.Duration(hours * float64(time.Hour))))
}
