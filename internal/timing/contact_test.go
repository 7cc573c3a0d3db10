package timing_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const firstContact = dispatchv1.Clock_KIND_FIRST_CONTACT

// residents is a server on which issues of residents are ordered to be handled.
type residents struct {
	testkit.Issues
	testkit.Dispatches
}

func startResidents(t *testing.T) residents {
	t.Helper()
	issues := testkit.StartIssues(t)
	return residents{issues, testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}}
}

// ordered is an issue whose order the planning bureau leads.
func (r residents) ordered(edit ...func(*intakev1.Issue)) (*intakev1.Issue, *dispatchv1.Dispatch) {
	r.T.Helper()
	issue := r.Do(r.T, r.File(r.T, edit...), "triage", "dispatch")
	return issue, r.ReadDispatch(&dispatchv1.Dispatch{Name: issue.GetDispatch()})
}

// talk records that the resident was spoken with.
func (r residents) talk(issue *intakev1.Issue) *intakev1.Issue {
	r.T.Helper()
	after, err := r.Issues.As(testkit.LiaisonA).RecordContact(r.Ctx, &intakev1.RecordContactRequest{Name: issue.GetName(), Contact: &intakev1.Contact{
		Time: timestamppb.New(r.Issues.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}})
	if err != nil {
		r.T.Fatal(err)
	}
	return after
}

// kinds are how many clocks of a kind a dispatch has, by the unit that must keep them.
func (r residents) kinds(d *dispatchv1.Dispatch, kind dispatchv1.Clock_Kind) map[string][]*dispatchv1.Clock {
	r.T.Helper()
	all := map[string][]*dispatchv1.Clock{}
	for _, c := range r.ClocksOf(d) {
		if c.GetKind() == kind {
			all[c.GetParent()] = append(all[c.GetParent()], c)
		}
	}
	return all
}

// proves DI-13
func TestTheLeadOfAnOrderContactsTheReporterInTimeAndTheRecordOfItMeetsTheLimit(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	issue, d := r.ordered()
	lead := r.AssignmentOf(d, testkit.Planning)
	sent := r.Dispatches.Clock.Now(0)
	c := r.ClockOf(d, lead, firstContact)
	r.WantTime("a day from the sending", c.GetDueTime(), sent.Add(24*time.Hour))
	r.Dispatches.Clock.Advance(12 * time.Hour)
	r.Dispatches.Sweep(t)
	r.WantTime("warned at half of it", r.ClockOf(d, lead, firstContact).GetWarnedTime(), sent.Add(12*time.Hour))
	r.Dispatches.Clock.Advance(time.Hour)
	after := r.talk(issue)
	r.WantTime("contacted", after.GetContactedTime(), sent.Add(13*time.Hour))
	if c := r.ClockOf(d, lead, firstContact); c.GetState() != dispatchv1.Clock_STATE_MET {
		t.Errorf("after the talk it is %v", c)
	}
	r.Dispatches.Clock.Advance(time.Hour)
	r.WantTime("a second talk is not the first", r.talk(issue).GetContactedTime(), sent.Add(13*time.Hour))
	if r.Assignment(r.ReadDispatch(d), testkit.Planning).GetFirstContactLate() {
		t.Error("it was in time")
	}
}

// proves DI-13, DI-14
func TestWhoContactsTooLateIsLateOnceAndIsListedAndAWaitForTheResidentDoesNotCount(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	issue, d := r.ordered()
	lead := r.AssignmentOf(d, testkit.Planning)
	due := r.ClockOf(d, lead, firstContact).GetDueTime().AsTime()
	r.Do(t, issue, "sign", "requestInfo")
	if c := r.ClockOf(d, lead, firstContact); c.GetState() != dispatchv1.Clock_STATE_PAUSED {
		t.Errorf("while the resident is asked it is %v", c)
	}
	r.Dispatches.Clock.Advance(48 * time.Hour)
	r.Do(t, issue, "provideInfo")
	r.WantTime("it goes on as long as it stood still", r.ClockOf(d, lead, firstContact).GetDueTime(), due.Add(48*time.Hour+time.Minute))
	r.Dispatches.Clock.Set(due.Add(48*time.Hour + time.Minute))
	r.Dispatches.Sweep(t)
	r.Dispatches.Sweep(t)
	if n := r.Count("select count(*) from event where type = 'haolinju.dispatch.clock.breached.v1' and data->>'kind' = 'FIRST_CONTACT'"); n != 1 {
		t.Errorf("the breach was told %d times", n)
	}
	r.talk(issue)
	if c := r.ClockOf(d, lead, firstContact); c.GetState() != dispatchv1.Clock_STATE_MISSED {
		t.Errorf("after the late talk it is %v", c)
	}
	late := testkit.Must[*dispatchv1.ListAssignmentsResponse](r.Dispatches)(r.Dispatches.As(testkit.LiaisonA).ListAssignments(r.Ctx,
		&dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", Filter: "first_contact_late = true"})).GetAssignments()
	if len(late) != 1 || late[0].GetName() != lead {
		t.Errorf("the late ones are %v", late)
	}
}

// proves DI-13
func TestTheReplyIsTheFirstContactWhereThereWasNoneAndNobodyAnonymousIsContacted(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	issue, d := r.ordered()
	r.Do(t, issue, "sign", "reply")
	if c := r.ClockOf(d, r.AssignmentOf(d, testkit.Planning), firstContact); c.GetState() != dispatchv1.Clock_STATE_MET {
		t.Errorf("after the reply it is %v", c)
	}
	_, d = r.ordered(func(i *intakev1.Issue) {
		i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
	})
	if got := r.kinds(d, firstContact); len(got) != 0 {
		t.Errorf("an anonymous issue has %v", got)
	}
	if got := r.kinds(r.Order(), firstContact); len(got) != 0 {
		t.Errorf("an order without an issue has %v", got)
	}
}

// proves DI-13
func TestTheFirstContactIsAlwaysThatOfTheUnitThatLeads(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	_, d := r.ordered()
	running := func(want string) {
		t.Helper()
		n := 0
		for parent, clocks := range r.kinds(d, firstContact) {
			for _, c := range clocks {
				if c.GetStoppedTime() == nil {
					n++
					if parent != want {
						t.Errorf("%s has %v", parent, c)
					}
				}
			}
		}
		if n != 1 {
			t.Errorf("%d first contacts wait", n)
		}
	}
	planning := r.AssignmentOf(d, testkit.Planning)
	running(planning)
	assign := func(code string, role dispatchv1.Assignment_Role) {
		d = r.Dispatched(r.Dispatches.As(testkit.Dispatcher).AssignUnit(r.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: r.Dispatches.UnitName(code), Role: role, Duty: "办理"}))
	}
	assign(testkit.WaterOffice, dispatchv1.Assignment_ROLE_ASSIST)
	running(planning)
	assign(testkit.WaterOffice, dispatchv1.Assignment_ROLE_LEAD) // one that assists
	running(r.AssignmentOf(d, testkit.WaterOffice))
	assign(testkit.GardensOffice, dispatchv1.Assignment_ROLE_LEAD) // a new one
	running(r.AssignmentOf(d, testkit.GardensOffice))
	gardens := r.AssignmentOf(d, testkit.GardensOffice)
	testkit.Must[*dispatchv1.HandOver](r.Dispatches)(r.Dispatches.As(testkit.LiaisonC).HandOverAssignment(r.Ctx, &dispatchv1.HandOverAssignmentRequest{Name: gardens,
		Unit: r.Dispatches.UnitName("HWZX"), Reason: "主体在环卫"}))
	taken := r.Assigned(r.Dispatches.As(demo.LiaisonK).AcceptHandOver(r.Ctx, &dispatchv1.AcceptHandOverRequest{Name: gardens}))
	running(taken.GetName())
}
