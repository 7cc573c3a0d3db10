package consultation_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAMembershipLimitedToCategoriesReachesTheConsultationsWithinAndNoOthers(t *testing.T) {
	t.Parallel()
	w := start(t)
	noise := w.issues.NewCategory(t, "TEST.NOISE", directoryv1.Category_TIER_ORDINARY)
	beyond, within := w.asked(w.issue), w.asked(w.triaged(func(i *intakev1.Issue) { i.Category = noise }))
	member := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin))
	for who, in := range map[testkit.Who]struct{ role, unit string }{
		testkit.Resident2: {"DISPATCHER", w.UnitName(demo.Xilu)}, testkit.Resident: {"AUDIT_ADMIN", w.UnitName("110111")},
	} {
		if _, err := member.CreateMembership(w.Ctx, &directoryv1.CreateMembershipRequest{Parent: in.unit, Membership: &directoryv1.Membership{
			Person: "persons/" + testkit.ID(who), Role: in.role, Area: in.unit, Categories: []string{noise}}}); err != nil {
			t.Fatal(err)
		}
	}
	for who, req := range map[testkit.Who]*dispatchv1.ListConsultationsRequest{testkit.Resident2: {}, testkit.Resident: {Awaiting: true}} {
		if got := w.listed(who, req); !slices.Equal(got, []string{within.GetName()}) {
			t.Errorf("%s lists %v, want %s", who, got, within.GetName())
		}
	}
	_, err := w.read(testkit.Resident2, beyond)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if _, err := w.withdraw(testkit.Resident2, within); err != nil {
		t.Error(err)
	}
}
