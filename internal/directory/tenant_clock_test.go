package directory_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// clock reads the time by a person's call.
func (w world) clock(t *testing.T, who testkit.Who) time.Duration {
	t.Helper()
	c, err := w.as(who).GetTenantClock(t.Context(), &directoryv1.GetTenantClockRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.GetTime().AsTime().Sub(w.Clock.Now(0)); got != c.GetAhead().AsDuration() {
		t.Errorf("the time is %v ahead, the answer says %v", got, c.GetAhead().AsDuration())
	}
	return c.GetAhead().AsDuration()
}

// proves AP-33
func TestTheClockOfATestDistrictRunsAheadThereAndOnEveryReplica(t *testing.T) {
	t.Parallel()
	w := start(t)
	twin := world{w.Replica()}
	if _, err := w.as(testkit.ForeignAdmin).AdvanceTenantClock(t.Context(), &directoryv1.AdvanceTenantClockRequest{By: durationpb.New(48 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.as(testkit.ForeignAdmin).SetTenantClock(t.Context(), &directoryv1.SetTenantClockRequest{
		Time: timestamppb.New(w.Clock.Now(0).Add(72 * time.Hour))}); err != nil {
		t.Fatal(err)
	}
	if here, real := w.clock(t, testkit.ForeignResident), w.clock(t, testkit.Resident); here != 72*time.Hour || real != 0 {
		t.Errorf("%v in the test district, %v in the real one", here, real)
	}
	if err := twin.Resolver.Poll(t.Context()); err != nil {
		t.Fatal(err)
	}
	if there := twin.clock(t, testkit.ForeignResident); there != 72*time.Hour {
		t.Errorf("%v on the other replica", there)
	}
	w.Clock.Advance(time.Hour) // it runs on, and what is written carries its time
	c, err := w.as(testkit.ForeignAdmin).CreateCategory(t.Context(), &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{
		Code: "NOISE", DisplayName: "噪声", Tier: directoryv1.Category_TIER_ORDINARY}})
	if err != nil || !c.GetCreateTime().AsTime().Equal(w.Clock.Now(0).Add(72*time.Hour)) {
		t.Error(c, err)
	}
}

// proves AP-33
func TestAClockIsNeverSetBackNorFarAheadNorInARealDistrict(t *testing.T) {
	t.Parallel()
	w := start(t)
	set := func(who testkit.Who, by time.Duration) error {
		_, err := w.as(who).SetTenantClock(t.Context(), &directoryv1.SetTenantClockRequest{Time: timestamppb.New(w.Clock.Now(0).Add(by))})
		return err
	}
	testkit.WantFault(t, set(testkit.SystemAdmin, time.Hour), codes.FailedPrecondition, "TENANT_NOT_FOR_TESTS")
	testkit.WantFault(t, set(testkit.ForeignResident, time.Hour), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, set(testkit.ForeignAdmin, -time.Second), codes.InvalidArgument, "CLOCK_BACKWARD")
	testkit.WantFault(t, set(testkit.ForeignAdmin, 401*24*time.Hour), codes.InvalidArgument, "CLOCK_TOO_FAR")
	if ahead := w.clock(t, testkit.ForeignResident); ahead != 0 {
		t.Errorf("a refused call set the clock %v ahead", ahead)
	}
}
