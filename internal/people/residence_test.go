package people_test

import (
	"slices"
	"testing"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// A building holds its gates and a gate its households. Who lives in one is confirmed by the staff of the community, and by nobody else.
//
// proves AD-12
func TestAResidentBelongsToAHouseholdOfAGateOfABuildingOnceTheCommunityHasConfirmedIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	places := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.CommunityWorker))
	enter := func(kind directoryv1.Place_Kind, called, parent string) (string, error) {
		p, err := places.CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{Kind: kind, Unit: w.UnitName(suzhuang), Parent: parent, DisplayName: called}})
		return p.GetName(), err
	}
	ladder, parent := map[directoryv1.Place_Kind]string{}, ""
	for _, step := range []struct {
		kind   directoryv1.Place_Kind
		called string
	}{{directoryv1.Place_KIND_BUILDING, "苏庄一里9号楼"}, {directoryv1.Place_KIND_DOOR, "9号楼1单元"}, {directoryv1.Place_KIND_HOUSEHOLD, "9号楼1单元101"}} {
		name, err := enter(step.kind, step.called, parent)
		if err != nil {
			t.Fatal(err)
		}
		ladder[step.kind], parent = name, name
	}
	home := ladder[directoryv1.Place_KIND_HOUSEHOLD]
	for kind, above := range map[directoryv1.Place_Kind]string{directoryv1.Place_KIND_DOOR: home, directoryv1.Place_KIND_HOUSEHOLD: home,
		directoryv1.Place_KIND_BUILDING: ladder[directoryv1.Place_KIND_DOOR]} {
		_, err := enter(kind, "倒置", above)
		testkit.WantFault(t, err, codes.InvalidArgument, "PLACE_PARENT_NOT_ALLOWED")
	}
	up := home
	for _, kind := range []directoryv1.Place_Kind{directoryv1.Place_KIND_HOUSEHOLD, directoryv1.Place_KIND_DOOR, directoryv1.Place_KIND_BUILDING} {
		p, err := places.GetPlace(t.Context(), &directoryv1.GetPlaceRequest{Name: up})
		if err != nil || p.GetKind() != kind {
			t.Fatalf("%s is %v, %v; want a %v", up, p, err, kind)
		}
		up = p.GetParent()
	}
	asked := w.request(t, testkit.Resident, &peoplev1.Verification{Level: peoplev1.Verification_LEVEL_HOUSEHOLD, Place: home,
		Evidence: peoplev1.Verification_EVIDENCE_HOME_VISIT})
	confirm := func(who testkit.Who) error {
		_, err := w.as(who).ConfirmVerification(t.Context(), &peoplev1.ConfirmVerificationRequest{Name: asked.GetName()})
		return err
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.Resident2: codes.PermissionDenied,
		testkit.Dispatcher: codes.PermissionDenied, testkit.SystemAdmin: codes.PermissionDenied} {
		testkit.WantFault(t, confirm(who), want, "PERMISSION_DENIED")
	}
	if got := w.levels(t, testkit.Resident); slices.Contains(got, "HOUSEHOLD") {
		t.Errorf("unconfirmed, the resident holds %v", got)
	}
	if err := confirm(testkit.CommunityWorker); err != nil {
		t.Fatal(err)
	}
	list, err := w.as(testkit.Resident).ListVerifications(t.Context(), &peoplev1.ListVerificationsRequest{Parent: person(testkit.Resident)})
	if got := w.levels(t, testkit.Resident); !slices.Contains(got, "HOUSEHOLD") || err != nil || len(list.GetVerifications()) != 1 ||
		list.GetVerifications()[0].GetPlace() != home || list.GetVerifications()[0].GetDecider() != person(testkit.CommunityWorker) {
		t.Errorf("confirmed, the resident holds %v by %v, %v", got, list, err)
	}
}
