package staffing_test

import (
	"testing"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AP-12
func TestManyMembershipsAreGivenAllTogetherOrNotAtAll(t *testing.T) {
	t.Parallel()
	w := start(t)
	street := w.UnitName(xilu)
	give := func(who testkit.Who, requests ...*directoryv1.CreateMembershipRequest) (*directoryv1.BatchCreateMembershipsResponse, error) {
		return w.as(who).BatchCreateMemberships(t.Context(), &directoryv1.BatchCreateMembershipsRequest{Parent: street, Requests: requests})
	}
	one := func(who testkit.Who, role, unit string) *directoryv1.CreateMembershipRequest {
		return &directoryv1.CreateMembershipRequest{Parent: unit, Membership: &directoryv1.Membership{Person: "persons/" + testkit.ID(who), Role: role}}
	}
	before := w.count(t, `select count(*) from membership`)
	_, err := give(testkit.SecurityAdmin, one(testkit.Resident, "JUDGE", street), one(testkit.Resident2, "EMPEROR", street))
	testkit.WantField(t, err, codes.InvalidArgument, "ROLE_UNKNOWN", "requests[1].membership.role")
	_, err = give(testkit.SecurityAdmin, one(testkit.Resident, "JUDGE", street), one(testkit.Resident2, "JUDGE", w.UnitName(gongchen)))
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "requests[1].parent")
	_, err = give(testkit.StreetLeader, one(testkit.CommunityWorker, "RESIDENT", street), one(testkit.Resident2, "SYSTEM_ADMIN", street))
	testkit.WantField(t, err, codes.PermissionDenied, "ROLE_TOO_WIDE", "requests[1]")
	if n := w.count(t, `select count(*) from membership`); n != before {
		t.Fatalf("%d memberships are left of what was refused", n-before)
	}
	given, err := give(testkit.SecurityAdmin, one(testkit.Resident, "JUDGE", street), one(testkit.Resident2, "JUDGE", street))
	if err != nil || len(given.GetMemberships()) != 2 {
		t.Fatal(given, err)
	}
	if got := len(w.me(t, testkit.Resident2).GetMemberships()); got != 2 {
		t.Errorf("he holds %d roles", got)
	}
}
