package hold_test

import (
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// inHand is an issue that is being worked on.
func (w world) inHand(t *testing.T) *intakev1.Issue {
	t.Helper()
	return w.Do(t, w.File(t), "triage", "dispatch", "sign")
}

func (w world) holds(t *testing.T, who testkit.Who, issue string) []*intakev1.Hold {
	t.Helper()
	list, err := w.As(who).ListHolds(t.Context(), &intakev1.ListHoldsRequest{Parent: issue})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetHolds()
}

func TestAnIssueOnHoldSaysWhyAndForWhatAndItsTimeStandsStill(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.inHand(t)
	held := w.Do(t, issue, "hold")
	if held.GetState() != intakev1.Issue_STATE_ON_HOLD || held.GetClosedTime() != nil {
		t.Fatalf("%v", held)
	}
	holds := w.holds(t, testkit.Resident, issue.GetName())
	want := &intakev1.Hold{Name: holds[0].GetName(), Cause: "测绘资料缺失", UnlockCondition: "开发商补齐测绘报告", OwnerUnit: w.UnitOf(t, testkit.LiaisonA),
		ReviewDate: w.Day(7), Approver: holds[0].GetApprover(), CreateTime: holds[0].GetCreateTime()}
	if len(holds) != 1 || !proto.Equal(holds[0], want) || holds[0].GetApprover() == "" {
		t.Errorf("%v, want %v", holds, want)
	}
	told := w.Timeline(t, testkit.Resident, issue.GetName())
	if last := told[len(told)-1]; last.GetKind() != intakev1.TimelineEntry_KIND_HELD || last.GetText() != "测绘资料缺失\n开发商补齐测绘报告" {
		t.Errorf("the resident is told %v", last)
	}
	w.Clock.Advance(5 * 24 * time.Hour)
	again := w.Do(t, issue, "hold") // a review: the leader holds it anew
	w.Clock.Advance(5*24*time.Hour - time.Minute)
	released := w.Do(t, again, "release")
	if want := issue.GetDueTime().AsTime().Add(10*24*time.Hour + time.Minute); released.GetState() != intakev1.Issue_STATE_HANDLING ||
		!released.GetDueTime().AsTime().Equal(want) {
		t.Errorf("%v, want due at %v", released, want)
	}
	if holds = w.holds(t, testkit.Dispatcher, issue.GetName()); len(holds) != 2 || holds[0].GetEndTime() == nil || holds[1].GetEndTime() == nil {
		t.Errorf("%v", holds)
	}
}

func TestAHoldNeedsALeaderAndAReviewWithinItsDays(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.inHand(t).GetName()
	hold := func(who testkit.Who, edit func(*intakev1.Hold)) error {
		h := &intakev1.Hold{Cause: "资金未到位", UnlockCondition: "列入下年预算", OwnerUnit: w.Street(demo.Xilu), ReviewDate: w.Day(30)}
		edit(h)
		_, err := w.As(who).HoldIssue(t.Context(), &intakev1.HoldIssueRequest{Name: issue, Hold: h})
		return err
	}
	same := func(*intakev1.Hold) {}
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.LiaisonA, testkit.Resident} {
		testkit.WantFault(t, hold(who, same), codes.PermissionDenied, "PERMISSION_DENIED")
	}
	for _, on := range []*date.Date{w.Day(0), w.Day(31), {Year: 2026, Month: 2, Day: 30}, {Year: 2026}} {
		testkit.WantField(t, hold(testkit.StreetLeader, func(h *intakev1.Hold) { h.ReviewDate = on }), codes.InvalidArgument, "REVIEW_DATE", "hold.review_date")
	}
	testkit.WantField(t, hold(testkit.StreetLeader, func(h *intakev1.Hold) { h.OwnerUnit = "units/01900000-0000-7000-8000-000000000001" }),
		codes.InvalidArgument, "HOLD_UNIT_UNKNOWN", "hold.owner_unit")
	testkit.WantField(t, hold(testkit.StreetLeader, func(h *intakev1.Hold) { h.UnlockCondition = "" }), codes.InvalidArgument, "INVALID_ARGUMENT", "hold.unlock_condition")
	if err := hold(testkit.StreetLeader, same); err != nil {
		t.Error(err)
	}
	_, err := w.As(testkit.Resident2).ListHolds(t.Context(), &intakev1.ListHoldsRequest{Parent: issue})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

func TestTheOwnerOfAHoldIsRemindedOnceWhenItsReviewIsDue(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.inHand(t), "hold").GetName()
	reminded := func(want int) {
		t.Helper()
		if err := w.Holds.Remind(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
		var n int
		if err := w.Owner().QueryRow(t.Context(), "select count(*) from event where type = 'haolinju.intake.issue.hold_review_due.v1' and subject = $1", issue).
			Scan(&n); err != nil || n != want {
			t.Errorf("%d reminders, want %d, %v", n, want, err)
		}
	}
	w.Clock.Set(time.Date(2026, 11, 30, 0, 0, 0, 0, time.FixedZone("", 8*60*60)).Add(-time.Microsecond))
	reminded(0)
	w.Clock.Advance(time.Microsecond)
	reminded(1)
	w.Clock.Advance(48 * time.Hour)
	reminded(1)
	if holds := w.holds(t, testkit.StreetLeader, issue); holds[0].GetRemindTime() == nil || holds[0].GetEndTime() != nil {
		t.Errorf("%v", holds)
	}
}
