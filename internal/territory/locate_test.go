package territory_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves IN-03
func TestTheBoundariesTellGridCommunityAndSubDistrictOfAPoint(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.drawn(t)
	const boundary = directoryv1.Located_BY_BOUNDARY
	for title, c := range map[string]struct {
		x, y                 float64
		grid, community, sub string
		by                   directoryv1.Located_By
	}{
		"in the grid":                       {105, 705, corner, west, xilu, boundary},
		"north of the grid":                 {105, 715, "", west, xilu, boundary},
		"on the line between the two":       {120, 720, "", east, xilu, boundary},
		"a hair west of the line":           {119.9999, 720, "", west, xilu, boundary},
		"in the street, in neither":         {145, 720, "", "", xilu, boundary},
		"outside: where the resident lives": {160, 720, "", "", xilu, directoryv1.Located_BY_HOME},
	} {
		want := &directoryv1.Located{LocatedBy: c.by}
		for field, code := range map[*string]string{&want.Grid: c.grid, &want.Community: c.community, &want.SubDistrict: c.sub} {
			if code != "" {
				*field = w.UnitName(code)
			}
		}
		if got := w.locate(t, testkit.Resident, c.x, c.y); !proto.Equal(got, want) {
			t.Errorf("%s: %v, want %v", title, got, want)
		}
	}
	if got := w.locate(t, testkit.Anonymous, 160, 720); got.GetSubDistrict() != "" || got.GetLocatedBy() != directoryv1.Located_BY_UNSPECIFIED {
		t.Errorf("outside, of nobody: %v", got)
	}
	code, got := w.REST(t, testkit.Anonymous, http.MethodGet, "/v1/places:locate?lat=39.705&lng=116.105&datum=DATUM_WGS84", nil)
	if code != http.StatusOK || got["grid"] != w.UnitName(corner) || got["locatedBy"] != "BY_BOUNDARY" {
		t.Errorf("%d %v", code, got)
	}
	filed := w.file(t, at(105, 705))
	if filed.GetCommunity() != w.UnitName(corner) || filed.GetSubDistrict() != w.UnitName(xilu) || filed.GetLocatedBy() != boundary {
		t.Errorf("filed in %s of %s by %s", filed.GetCommunity(), filed.GetSubDistrict(), filed.GetLocatedBy())
	}
	if n := w.count(t, "select count(*) from issue where id = $1 and grid_id = $2 and community_id = $3 and sub_district_id = $4",
		filed.GetName()[len("issues/"):], w.Unit(corner), w.Unit(west), w.Unit(xilu)); n != 1 {
		t.Error("grid, community and sub-district are not those of the point")
	}
}

// proves IN-02, IN-41
func TestARegisteredPlaceAndANamedUnitTellTheGroundAndMustAgreeWithThePoint(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.drawn(t)
	building := w.place(t, directoryv1.Place_KIND_BUILDING, "", at(105, 705))
	plain := w.place(t, directoryv1.Place_KIND_BUILDING, "", nil)
	hidden := w.place(t, directoryv1.Place_KIND_HOUSEHOLD, plain, nil)
	for title, c := range map[string]struct {
		ask       *directoryv1.LocatePlaceRequest
		grid, com string
		by        directoryv1.Located_By
	}{
		"a place with coordinates": {&directoryv1.LocatePlaceRequest{Place: building}, corner, west, directoryv1.Located_BY_BOUNDARY},
		"a place without":          {&directoryv1.LocatePlaceRequest{Place: plain}, "", west, directoryv1.Located_BY_PLACE},
		"a named unit":             {&directoryv1.LocatePlaceRequest{Unit: w.UnitName(east)}, "", east, directoryv1.Located_BY_NAME},
		"a unit around the place":  {&directoryv1.LocatePlaceRequest{Unit: w.UnitName(xilu), Place: plain}, "", west, directoryv1.Located_BY_PLACE},
	} {
		got, err := w.as(testkit.Anonymous).LocatePlace(t.Context(), c.ask)
		if err != nil || got.GetCommunity() != w.UnitName(c.com) || (got.GetGrid() != "") != (c.grid != "") || got.GetLocatedBy() != c.by {
			t.Errorf("%s: %v, %v", title, got, err)
		}
	}
	for title, c := range map[string]struct {
		ask           *directoryv1.LocatePlaceRequest
		code          codes.Code
		reason, field string
	}{
		"the place of another": {&directoryv1.LocatePlaceRequest{Place: plain, Unit: w.UnitName(east)}, codes.InvalidArgument, "PLACE_ELSEWHERE", "place"},
		"a point elsewhere":    {&directoryv1.LocatePlaceRequest{Lat: proto.Float64(39.72), Lng: proto.Float64(116.13), Datum: directoryv1.Coordinates_DATUM_WGS84, Unit: w.UnitName(west)}, codes.InvalidArgument, "PLACE_ELSEWHERE", "lat"},
		"half a point":         {&directoryv1.LocatePlaceRequest{Lat: proto.Float64(39.72), Datum: directoryv1.Coordinates_DATUM_WGS84}, codes.InvalidArgument, "INVALID_ARGUMENT", "lng"},
		"a department":         {&directoryv1.LocatePlaceRequest{Unit: w.UnitName("SWJ")}, codes.InvalidArgument, "UNIT_NOT_TERRITORIAL", "unit"},
		"an unknown unit":      {&directoryv1.LocatePlaceRequest{Unit: name.Of("units", uuid.New())}, codes.NotFound, "NOT_FOUND", "unit"},
		"a household":          {&directoryv1.LocatePlaceRequest{Place: hidden}, codes.NotFound, "NOT_FOUND", "place"},
	} {
		t.Log(title)
		_, err := w.as(testkit.Resident).LocatePlace(t.Context(), c.ask)
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	filed, err := w.intake(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP,
		Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)), Title: "楼道灯不亮", Place: building}})
	if err != nil || filed.GetPlace() != building || filed.GetCommunity() != w.UnitName(corner) || filed.GetLocatedBy() != directoryv1.Located_BY_BOUNDARY {
		t.Errorf("filed at the building: %v, %v", filed, err)
	}
}

func TestCase54CoordinatesAreRefusedOrFlaggedAndComeBackToWithinTwoMetres(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.drawn(t)
	for query, field := range map[string]string{
		"lat=NaN&lng=116.105":      "lat",
		"lat=39.7&lng=180.0001":    "lng",
		"lat=39.7&lng=-180.0001":   "lng",
		"lat=116.105&lng=39.705":   "lat", // swapped
		"lat=39.7&lng=16.105":      "lat", // not in China
		"lat=39.705&lng=116.105e9": "lng",
	} {
		code, got := w.REST(t, testkit.Anonymous, http.MethodGet, "/v1/places:locate?datum=DATUM_WGS84&"+query, nil)
		if code != http.StatusBadRequest {
			t.Errorf("%s, wrong in %s: %d %v", query, field, code, got)
		}
	}
	_, err := w.intake(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP,
		Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)), Title: "井盖松动",
		Coordinates: &directoryv1.Coordinates{Latitude: 22.1, Longitude: -159.5, Datum: directoryv1.Coordinates_DATUM_WGS84}}})
	testkit.WantField(t, err, codes.InvalidArgument, "COORDINATES_OUTSIDE", "issue.coordinates")
	if flagged := w.file(t, at(300, 720)); flagged.GetLocatedBy() != directoryv1.Located_BY_HOME {
		t.Errorf("what lies outside the district is filed as %s", flagged.GetLocatedBy())
	}
	// The same corner of the grid by the two datums; their offset in Beijing is some hundred metres.
	const lat, lng = 39.709, 116.109
	for _, datum := range []string{"DATUM_WGS84", "DATUM_CGCS2000"} {
		code, got := w.REST(t, testkit.Anonymous, http.MethodGet, fmt.Sprintf("/v1/places:locate?lat=%v&lng=%v&datum=%s", lat, lng, datum), nil)
		if code != http.StatusOK || got["grid"] != w.UnitName(corner) {
			t.Errorf("%s: %d %v", datum, code, got)
		}
	}
	sent := &directoryv1.Coordinates{Latitude: 39.708692, Longitude: 116.097477, Datum: directoryv1.Coordinates_DATUM_GCJ02}
	filed := w.file(t, sent)
	if !proto.Equal(filed.GetCoordinates(), sent) {
		t.Errorf("sent %v, came back %v", sent, filed.GetCoordinates())
	}
}
