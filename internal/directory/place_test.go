package directory_test

import (
	"math"
	"net/http"
	"testing"

	"google.golang.org/grpc/codes"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// build has the street's leader enter a place.
func (w world) build(t *testing.T, kind directoryv1.Place_Kind, called, unit, parent string) *directoryv1.Place {
	t.Helper()
	p, err := w.as(testkit.StreetLeader).CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{
		Place: &directoryv1.Place{Kind: kind, DisplayName: called, Unit: unit, Parent: parent}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPlaceKeepsItsCoordinatesAsSentAndKnowsThemInWGS84(t *testing.T) {
	t.Parallel()
	w := start(t)
	code, got := w.REST(t, testkit.StreetLeader, http.MethodPost, "/v1/places", map[string]any{
		"kind": "KIND_ADDRESS", "displayName": "西潞大街1号", "unit": w.unit(t, xilu).GetName(),
		"coordinates": map[string]any{"latitude": 39.908692, "longitude": 116.397477, "datum": "DATUM_GCJ02"}})
	sent, _ := got["coordinates"].(map[string]any)
	if code != http.StatusOK || sent["latitude"] != 39.908692 || sent["longitude"] != 116.397477 || sent["datum"] != "DATUM_GCJ02" {
		t.Fatalf("%d %v", code, got)
	}
	// 天安门: a map service's point and the surveyed one, which are some 500 m apart.
	lat, _ := got["latitudeE7"].(float64)
	lng, _ := got["longitudeE7"].(float64)
	if math.Abs(lat-399072900) > 2000 || math.Abs(lng-1163912300) > 2000 {
		t.Errorf("in WGS-84: %.0f, %.0f", lat, lng)
	}
	name, _ := got["name"].(string)
	read, err := w.as(testkit.Anonymous).GetPlace(t.Context(), &directoryv1.GetPlaceRequest{Name: name})
	if err != nil || read.GetLatitudeE7() != int32(lat) || read.GetCoordinates().GetLatitude() != 39.908692 {
		t.Errorf("%v, %v", read, err)
	}
}

func TestAHouseholdIsSeenOnlyByTheStaffOfItsCommunity(t *testing.T) {
	t.Parallel()
	w := start(t)
	community := w.community(t, xilu).GetName()
	building := w.build(t, directoryv1.Place_KIND_BUILDING, "3号楼", community, "")
	door := w.build(t, directoryv1.Place_KIND_DOOR, "3号楼2单元", community, building.GetName())
	home := w.build(t, directoryv1.Place_KIND_HOUSEHOLD, "3号楼2单元501", community, door.GetName())

	if _, err := w.as(testkit.Dispatcher).GetPlace(t.Context(), &directoryv1.GetPlaceRequest{Name: home.GetName()}); err != nil {
		t.Errorf("the street's dispatcher: %v", err)
	}
	_, err := w.as(testkit.Resident).GetPlace(t.Context(), &directoryv1.GetPlaceRequest{Name: home.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")

	for who, want := range map[testkit.Who]int{testkit.Dispatcher: 1, testkit.Resident: 0, testkit.Anonymous: 0} {
		list, err := w.as(who).ListPlaces(t.Context(), &directoryv1.ListPlacesRequest{Unit: community, Parent: door.GetName()})
		if err != nil || len(list.GetPlaces()) != want {
			t.Errorf("%v lists %v, %v", who, list.GetPlaces(), err)
		}
	}
	for who, want := range map[testkit.Who][2]int{testkit.Dispatcher: {3, 1}, testkit.Resident: {2, 0}, testkit.Anonymous: {2, 0}} {
		for i, kind := range []directoryv1.Place_Kind{directoryv1.Place_KIND_UNSPECIFIED, directoryv1.Place_KIND_HOUSEHOLD} {
			list, err := w.as(who).ListPlaces(t.Context(), &directoryv1.ListPlacesRequest{Unit: community, Kind: kind})
			if err != nil || len(list.GetPlaces()) != want[i] {
				t.Errorf("%v lists %v of %v, %v", who, list.GetPlaces(), kind, err)
			}
		}
	}
	list, err := w.as(testkit.Resident).ListPlaces(t.Context(), &directoryv1.ListPlacesRequest{
		Unit: community, Kind: directoryv1.Place_KIND_DOOR})
	if err != nil || len(list.GetPlaces()) != 1 || list.GetPlaces()[0].GetName() != door.GetName() {
		t.Errorf("doors: %v, %v", list, err)
	}
}

func TestABadPlaceIsRefusedWithItsFieldNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	community := w.community(t, xilu).GetName()
	other := w.community(t, gongchen).GetName()
	building := w.build(t, directoryv1.Place_KIND_BUILDING, "1号楼", community, "").GetName()
	department := w.enter(t, directoryv1.Unit_KIND_DEPARTMENT, "科室", w.unit(t, xilu).GetName()).GetName()
	at := func(lat, lng float64, datum directoryv1.Coordinates_Datum) *directoryv1.Place {
		return &directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, DisplayName: "某处", Unit: community,
			Coordinates: &directoryv1.Coordinates{Latitude: lat, Longitude: lng, Datum: datum}}
	}
	before := w.count(t, `select count(*) from place where tenant_id = 110111`)
	for title, c := range map[string]struct {
		place         *directoryv1.Place
		code          codes.Code
		reason, field string
	}{
		"no unit":                  {&directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, DisplayName: "某处"}, codes.InvalidArgument, "INVALID_ARGUMENT", "place.unit"},
		"no kind":                  {&directoryv1.Place{DisplayName: "某处", Unit: community}, codes.InvalidArgument, "INVALID_ARGUMENT", "place.kind"},
		"no name":                  {&directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, Unit: community}, codes.InvalidArgument, "INVALID_ARGUMENT", "place.display_name"},
		"a name of spaces":         {&directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, Unit: community, DisplayName: " "}, codes.InvalidArgument, "INVALID_ARGUMENT", "place.display_name"},
		"a latitude beyond a pole": {at(90.0000001, 116, directoryv1.Coordinates_DATUM_WGS84), codes.InvalidArgument, "INVALID_ARGUMENT", "place.coordinates.latitude"},
		"a latitude that is none":  {at(math.NaN(), 116, directoryv1.Coordinates_DATUM_WGS84), codes.InvalidArgument, "INVALID_ARGUMENT", "place.coordinates.latitude"},
		"a longitude beyond 180":   {at(39, -180.0001, directoryv1.Coordinates_DATUM_WGS84), codes.InvalidArgument, "INVALID_ARGUMENT", "place.coordinates.longitude"},
		"no datum":                 {at(39, 116, 0), codes.InvalidArgument, "INVALID_ARGUMENT", "place.coordinates.datum"},
		"on a department":          {&directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, DisplayName: "某处", Unit: department}, codes.InvalidArgument, "PLACE_UNIT_NOT_ALLOWED", "place.unit"},
		"a door in no building":    {&directoryv1.Place{Kind: directoryv1.Place_KIND_DOOR, DisplayName: "1单元", Unit: community}, codes.InvalidArgument, "PLACE_PARENT_NOT_ALLOWED", "place.parent"},
		"a building in a building": {&directoryv1.Place{Kind: directoryv1.Place_KIND_BUILDING, DisplayName: "楼中楼", Unit: community, Parent: building}, codes.InvalidArgument, "PLACE_PARENT_NOT_ALLOWED", "place.parent"},
		"in another unit's place":  {&directoryv1.Place{Kind: directoryv1.Place_KIND_DOOR, DisplayName: "1单元", Unit: w.unit(t, xilu).GetName(), Parent: building}, codes.NotFound, "NOT_FOUND", "place.parent"},
	} {
		t.Log(title)
		_, err := w.as(testkit.StreetLeader).CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{Place: c.place})
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	for title, who := range map[string]testkit.Who{"a resident": testkit.Resident, "the leader of another street": testkit.StreetLeader} {
		t.Log(title)
		_, err := w.as(who).CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{
			Place: &directoryv1.Place{Kind: directoryv1.Place_KIND_ADDRESS, DisplayName: "某处", Unit: other}})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if after := w.count(t, `select count(*) from place where tenant_id = 110111`); after != before {
		t.Errorf("%d places were written", after-before)
	}
}
