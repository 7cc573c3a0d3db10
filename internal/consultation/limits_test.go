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
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(w.Ctx, &directoryv1.CreateMembershipRequest{
		Parent: w.UnitName(demo.Xilu), Membership: &directoryv1.Membership{Person: "persons/" + testkit.ID(testkit.Resident2), Role: "DISPATCHER",
			Area: w.UnitName(demo.Xilu), Categories: []string{noise}}}); err != nil {
		t.Fatal(err)
	}
	if got := w.listed(testkit.Resident2, &dispatchv1.ListConsultationsRequest{}); !slices.Equal(got, []string{within.GetName()}) {
		t.Errorf("lists %v, want %s", got, within.GetName())
	}
	_, err := w.read(testkit.Resident2, beyond)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if _, err := w.withdraw(testkit.Resident2, within); err != nil {
		t.Error(err)
	}
}
