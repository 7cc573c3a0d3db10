package directory

import (
	"regexp"
	"slices"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
)

// The levels of the administrative divisions below the district.
var (
	streetKinds = []directoryv1.Unit_Kind{
		directoryv1.Unit_KIND_SUB_DISTRICT, directoryv1.Unit_KIND_AREA_OFFICE,
		directoryv1.Unit_KIND_TOWN, directoryv1.Unit_KIND_TOWNSHIP,
	}
	grassrootsKinds = []directoryv1.Unit_Kind{directoryv1.Unit_KIND_COMMUNITY, directoryv1.Unit_KIND_VILLAGE}
)

// standsBelow says whether a unit of a kind may stand directly below a unit of another. Divisions follow their levels;
// departments stand at the district, at a street or below another department; the bodies of a community stand in one;
// every other subject may be entered wherever it is at home.
func standsBelow(kind, parent directoryv1.Unit_Kind) bool {
	var (
		district   = parent == directoryv1.Unit_KIND_DISTRICT
		street     = slices.Contains(streetKinds, parent)
		grassroots = slices.Contains(grassrootsKinds, parent)
		department = parent == directoryv1.Unit_KIND_DEPARTMENT
	)
	switch kind {
	case directoryv1.Unit_KIND_UNSPECIFIED, directoryv1.Unit_KIND_DISTRICT:
		return false
	case directoryv1.Unit_KIND_SUB_DISTRICT, directoryv1.Unit_KIND_AREA_OFFICE,
		directoryv1.Unit_KIND_TOWN, directoryv1.Unit_KIND_TOWNSHIP:
		return district
	case directoryv1.Unit_KIND_COMMUNITY, directoryv1.Unit_KIND_VILLAGE:
		return street
	case directoryv1.Unit_KIND_GRID, directoryv1.Unit_KIND_RESIDENTS_COMMITTEE, directoryv1.Unit_KIND_COMMUNITY_PARTY_ORG:
		return grassroots
	case directoryv1.Unit_KIND_DEPARTMENT, directoryv1.Unit_KIND_UTILITY:
		return district || street || department
	}
	return district || street || grassroots || department || parent == directoryv1.Unit_KIND_GRID
}

// Forms of unit codes. Divisions: GB/T 2260 (6 digits), GB/T 10114 (9), 统计用区划代码 (12), DB11/T 2157 grids (15).
var (
	anyCode       = regexp.MustCompile(`^[0-9A-Za-z_-]{1,40}$`)
	divisionCodes = map[directoryv1.Unit_Kind]*regexp.Regexp{
		directoryv1.Unit_KIND_DISTRICT:     regexp.MustCompile(`^[0-9]{6}$`),
		directoryv1.Unit_KIND_SUB_DISTRICT: regexp.MustCompile(`^[0-9]{9}$`),
		directoryv1.Unit_KIND_AREA_OFFICE:  regexp.MustCompile(`^[0-9]{9}$`),
		directoryv1.Unit_KIND_TOWN:         regexp.MustCompile(`^[0-9]{9}$`),
		directoryv1.Unit_KIND_TOWNSHIP:     regexp.MustCompile(`^[0-9]{9}$`),
		directoryv1.Unit_KIND_COMMUNITY:    regexp.MustCompile(`^[0-9]{12}$`),
		directoryv1.Unit_KIND_VILLAGE:      regexp.MustCompile(`^[0-9]{12}$`),
		directoryv1.Unit_KIND_GRID:         regexp.MustCompile(`^[0-9]{15}$`),
	}
)

// codeFits says whether a unit of the kind may carry the code. No code fits every kind: a new community waits for its
// official one.
func codeFits(kind directoryv1.Unit_Kind, code string) bool {
	if code == "" {
		return true
	}
	if form, ok := divisionCodes[kind]; ok {
		return form.MatchString(code)
	}
	return anyCode.MatchString(code)
}

// holdsPlaces says whether places may stand on the ground of a unit of the kind.
func holdsPlaces(kind directoryv1.Unit_Kind) bool {
	return slices.Contains(streetKinds, kind) || slices.Contains(grassrootsKinds, kind)
}

// placeFits says whether a place of a kind may stand in a place of another kind, KIND_UNSPECIFIED for none.
func placeFits(kind, parent directoryv1.Place_Kind) bool {
	const none = directoryv1.Place_KIND_UNSPECIFIED
	switch kind {
	case directoryv1.Place_KIND_GRID:
		return parent == none
	case directoryv1.Place_KIND_BUILDING:
		return parent == none || parent == directoryv1.Place_KIND_GRID
	case directoryv1.Place_KIND_DOOR:
		return parent == directoryv1.Place_KIND_BUILDING
	case directoryv1.Place_KIND_HOUSEHOLD:
		return parent == directoryv1.Place_KIND_DOOR || parent == directoryv1.Place_KIND_BUILDING
	case directoryv1.Place_KIND_ADDRESS:
		return parent == none || parent == directoryv1.Place_KIND_GRID || parent == directoryv1.Place_KIND_BUILDING
	}
	return false
}
