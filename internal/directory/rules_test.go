package directory

import (
	"testing"
	"time"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
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

func TestNobodyGivesARoleThatReachesFurtherThanHeDoes(t *testing.T) {
	t.Parallel()
	here, there := uuid.UUID{1}, uuid.UUID{2}
	holds := func(reach access.Reach) func(string) access.Reach {
		return func(permission string) access.Reach {
			if permission == "held" {
				return reach
			}
			return access.Reach{}
		}
	}
	local, whole := access.Reach{Units: []uuid.UUID{here}}, access.Reach{All: true}
	for title, c := range map[string]struct {
		manage access.Reach
		role   []schema.Permission
		unit   uuid.UUID
		held   access.Reach
		want   bool
	}{
		"own rows need nothing":                     {local, []schema.Permission{{Permission: "other", Scope: "SELF"}}, here, local, true},
		"a permission that he holds here":           {local, []schema.Permission{{Permission: "held", Scope: "SUBTREE"}}, here, local, true},
		"a permission that he holds elsewhere":      {local, []schema.Permission{{Permission: "held", Scope: "UNIT"}}, there, local, false},
		"a permission that he does not hold":        {local, []schema.Permission{{Permission: "other", Scope: "UNIT"}}, here, local, false},
		"the whole district, held in one unit":      {local, []schema.Permission{{Permission: "held", Scope: "TENANT"}}, here, local, false},
		"the whole district, held for all of it":    {local, []schema.Permission{{Permission: "held", Scope: "TENANT"}}, here, whole, true},
		"one held, one not":                         {local, []schema.Permission{{Permission: "held", Scope: "UNIT"}, {Permission: "other", Scope: "UNIT"}}, here, local, false},
		"who manages all memberships gives any one": {whole, []schema.Permission{{Permission: "other", Scope: "TENANT"}}, there, local, true},
	} {
		if got := withinReach(c.manage, c.role, c.unit, holds(c.held)); got != c.want {
			t.Errorf("%s: %v", title, got)
		}
	}
}

func TestAMembershipEndsNeverInThePastAndOnlySooner(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	at := func(hours int) *time.Time { t := now.Add(time.Duration(hours) * time.Hour); return &t }
	for title, c := range map[string]struct {
		from  time.Time
		until *time.Time
		asked *time.Time
		want  *time.Time // nil for a refusal
	}{
		"now":                                  {*at(-9), nil, nil, at(0)},
		"tomorrow":                             {*at(-9), nil, at(24), at(24)},
		"yesterday":                            {*at(-9), nil, at(-1), nil},
		"sooner than planned":                  {*at(-9), at(48), at(24), at(24)},
		"later than planned":                   {*at(-9), at(48), at(72), nil},
		"over already":                         {*at(-9), at(0), nil, nil},
		"before it began: it was never held":   {*at(5), nil, nil, at(5)},
		"before it began: not before it began": {*at(5), nil, at(4), nil},
	} {
		got, err := endOf(&ent.Membership{ValidFrom: c.from, ValidTo: c.until}, c.asked, now)
		if (err == nil) != (c.want != nil) || c.want != nil && !got.Equal(*c.want) {
			t.Errorf("%s: %v, %v", title, got, err)
		}
	}
}
