package territory

import (
	"testing"

	"github.com/google/uuid"
)

func TestTheTerritoryIsReadOffTheWayUpToTheDistrict(t *testing.T) {
	t.Parallel()
	id := func(n byte) uuid.UUID { return uuid.UUID{15: n} }
	district, street := rung{id(1), "DISTRICT", "110111"}, rung{id(2), "TOWN", "110111105"}
	village, grid := rung{id(3), "VILLAGE", "110111105201"}, rung{id(4), "GRID", ""}
	desk, bureau := rung{id(5), "DEPARTMENT", ""}, rung{id(6), "DEPARTMENT", ""}

	for name, c := range map[string]struct {
		way                         []rung
		unit, street, village, cell byte
		code                        string
	}{
		"a grid":                       {[]rung{grid, village, street, district}, 4, 2, 3, 4, "110111105"},
		"a village":                    {[]rung{village, street, district}, 3, 2, 3, 0, "110111105"},
		"a town":                       {[]rung{street, district}, 2, 2, 0, 0, "110111105"},
		"an office of the town":        {[]rung{desk, street, district}, 2, 2, 0, 0, "110111105"},
		"a department of the district": {[]rung{bureau, district}, 1, 0, 0, 0, "110111"},
		"the district":                 {[]rung{district}, 1, 0, 0, 0, "110111"},
		"a district without a code":    {[]rung{{id(1), "DISTRICT", ""}}, 1, 0, 0, 0, "900001"},
	} {
		got := groundOf(c.way, byName, 900001)
		last := func(p *uuid.UUID) byte {
			if p == nil {
				return 0
			}
			return p[15]
		}
		if got.Unit[15] != c.unit || last(got.SubDistrict) != c.street || last(got.Community) != c.village ||
			last(got.Grid) != c.cell || got.Code != c.code || (got.By == "") != (c.street == 0) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestOfAllThatIsKnownTheMostSpecificCountsAndItMustAgree(t *testing.T) {
	t.Parallel()
	district, street := rung{id: uuid.UUID{1}}, rung{id: uuid.UUID{2}}
	community, other := rung{id: uuid.UUID{3}}, rung{id: uuid.UUID{4}}
	inner, outer, apart := []rung{community, street, district}, []rung{street, district}, []rung{other, street, district}

	for name, c := range map[string]struct {
		a, b []rung
		want uuid.UUID
		ok   bool
	}{
		"the place lies in the named sub-district": {outer, inner, community.id, true},
		"the named community is inside the place":  {inner, outer, community.id, true},
		"the same":        {inner, inner, community.id, true},
		"one is silent":   {nil, inner, community.id, true},
		"two communities": {inner, apart, uuid.Nil, false},
	} {
		best, ok := mostSpecific(way{c.a, byBoundary}, way{rungs: nil}, way{c.b, byName})
		if ok != c.ok || ok && best.rungs[0].id != c.want {
			t.Errorf("%s: %v, %v", name, best, ok)
		}
	}
}
