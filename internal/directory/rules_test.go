package directory

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
)

func TestAUnitStandsOnlyWhereItsKindBelongs(t *testing.T) {
	t.Parallel()
	const (
		district   = directoryv1.Unit_KIND_DISTRICT
		street     = directoryv1.Unit_KIND_SUB_DISTRICT
		area       = directoryv1.Unit_KIND_AREA_OFFICE
		town       = directoryv1.Unit_KIND_TOWN
		township   = directoryv1.Unit_KIND_TOWNSHIP
		community  = directoryv1.Unit_KIND_COMMUNITY
		village    = directoryv1.Unit_KIND_VILLAGE
		grid       = directoryv1.Unit_KIND_GRID
		department = directoryv1.Unit_KIND_DEPARTMENT
		merchant   = directoryv1.Unit_KIND_MERCHANT
		committee  = directoryv1.Unit_KIND_RESIDENTS_COMMITTEE
		utility    = directoryv1.Unit_KIND_UTILITY
	)
	allowed := map[directoryv1.Unit_Kind][]directoryv1.Unit_Kind{
		street: {district}, area: {district}, town: {district}, township: {district},
		community: {street, area, town, township}, village: {street, area, town, township},
		grid: {community, village}, committee: {community, village},
		department: {district, street, area, town, township, department},
		utility:    {district, street, area, town, township, department},
		merchant:   {district, street, area, town, township, community, village, grid, department},
		district:   nil,
	}
	for kind, parents := range allowed {
		for number := range directoryv1.Unit_Kind_name {
			parent := directoryv1.Unit_Kind(number)
			want := false
			for _, p := range parents {
				want = want || p == parent
			}
			if got := standsBelow(kind, parent); got != want {
				t.Errorf("%s below %s: %v", kind, parent, got)
			}
		}
	}
}

func TestADivisionCarriesACodeOfItsLevel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind directoryv1.Unit_Kind
		code string
		want bool
	}{
		{directoryv1.Unit_KIND_DISTRICT, "110111", true},
		{directoryv1.Unit_KIND_SUB_DISTRICT, "110111012", true},
		{directoryv1.Unit_KIND_SUB_DISTRICT, "110111012000", false},
		{directoryv1.Unit_KIND_TOWN, "11011110a", false},
		{directoryv1.Unit_KIND_COMMUNITY, "110111012001", true},
		{directoryv1.Unit_KIND_VILLAGE, "110111012", false},
		{directoryv1.Unit_KIND_GRID, "110111012001001", true},
		{directoryv1.Unit_KIND_GRID, "110111012001", false},
		{directoryv1.Unit_KIND_COMMUNITY, "", true},
		{directoryv1.Unit_KIND_DEPARTMENT, "YLLH-01", true},
		{directoryv1.Unit_KIND_DEPARTMENT, "园林", false},
	} {
		if got := codeFits(c.kind, c.code); got != c.want {
			t.Errorf("%s with code %q: %v", c.kind, c.code, got)
		}
	}
}

func TestAHouseholdStandsInADoorOrABuildingAndNowhereElse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind, parent directoryv1.Place_Kind
		want         bool
	}{
		{directoryv1.Place_KIND_HOUSEHOLD, directoryv1.Place_KIND_DOOR, true},
		{directoryv1.Place_KIND_HOUSEHOLD, directoryv1.Place_KIND_BUILDING, true},
		{directoryv1.Place_KIND_HOUSEHOLD, directoryv1.Place_KIND_UNSPECIFIED, false},
		{directoryv1.Place_KIND_HOUSEHOLD, directoryv1.Place_KIND_GRID, false},
		{directoryv1.Place_KIND_DOOR, directoryv1.Place_KIND_BUILDING, true},
		{directoryv1.Place_KIND_DOOR, directoryv1.Place_KIND_UNSPECIFIED, false},
		{directoryv1.Place_KIND_BUILDING, directoryv1.Place_KIND_UNSPECIFIED, true},
		{directoryv1.Place_KIND_BUILDING, directoryv1.Place_KIND_GRID, true},
		{directoryv1.Place_KIND_BUILDING, directoryv1.Place_KIND_BUILDING, false},
		{directoryv1.Place_KIND_GRID, directoryv1.Place_KIND_UNSPECIFIED, true},
		{directoryv1.Place_KIND_GRID, directoryv1.Place_KIND_GRID, false},
		{directoryv1.Place_KIND_ADDRESS, directoryv1.Place_KIND_UNSPECIFIED, true},
		{directoryv1.Place_KIND_ADDRESS, directoryv1.Place_KIND_HOUSEHOLD, false},
		{directoryv1.Place_KIND_UNSPECIFIED, directoryv1.Place_KIND_UNSPECIFIED, false},
	} {
		if got := placeFits(c.kind, c.parent); got != c.want {
			t.Errorf("%s in %s: %v", c.kind, c.parent, got)
		}
	}
}
