package directory_test

import (
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AP-12
func TestManyUnitsAreEnteredBelowEachOtherAndNoneWhereOneIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	grid := uuid.NewString()
	community := w.community(t, xilu).GetName()
	requests := []*directoryv1.CreateUnitRequest{
		{UnitId: grid, Unit: &directoryv1.Unit{DisplayName: "九网格", Kind: directoryv1.Unit_KIND_GRID, Parent: community}},
		{Unit: &directoryv1.Unit{DisplayName: "九网格商店", Kind: directoryv1.Unit_KIND_MERCHANT, Parent: "units/" + grid}},
	}
	create := func(who testkit.Who, more ...*directoryv1.CreateUnitRequest) (*directoryv1.BatchCreateUnitsResponse, error) {
		return w.as(who).BatchCreateUnits(t.Context(), &directoryv1.BatchCreateUnitsRequest{Requests: append(requests[:2:2], more...)})
	}
	before := w.count(t, `select count(*) from unit`)
	_, err := create(testkit.StreetLeader, &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{DisplayName: "社区", Kind: directoryv1.Unit_KIND_COMMUNITY, Parent: community}})
	testkit.WantField(t, err, codes.InvalidArgument, "UNIT_PARENT_NOT_ALLOWED", "requests[2].unit.parent")
	_, err = create(testkit.StreetLeader, &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{DisplayName: "别处", Kind: directoryv1.Unit_KIND_GRID, Parent: w.community(t, gongchen).GetName()}})
	testkit.WantField(t, err, codes.PermissionDenied, "PERMISSION_DENIED", "requests[2]")
	_, err = create(testkit.Resident)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if n := w.count(t, `select count(*) from unit`); n != before {
		t.Fatalf("%d units are left of what was refused", n-before)
	}
	made, err := create(testkit.StreetLeader)
	if err != nil || len(made.GetUnits()) != 2 || made.GetUnits()[1].GetPath() != made.GetUnits()[0].GetPath()+"/九网格商店" {
		t.Fatal(made, err)
	}
}
