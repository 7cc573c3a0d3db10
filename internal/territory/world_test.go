package territory_test

import (
	"testing"

	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// Codes of the units whose ground is drawn: 西潞街道, two of its communities, and a grid of the first.
const (
	xilu   = "110111012"
	west   = "110111012005"
	east   = "110111012006"
	corner = "110111012005001"
)

// world is a running server with the demo district and a grid.
type world struct{ *testkit.Kit }

func start(t *testing.T) world {
	t.Helper()
	w := world{testkit.Start(t)}
	if _, err := w.as(testkit.StreetLeader).CreateUnit(t.Context(), &directoryv1.CreateUnitRequest{Unit: &directoryv1.Unit{
		Kind: directoryv1.Unit_KIND_GRID, DisplayName: "第一网格", Code: corner, Parent: w.UnitName(west)}}); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w world) as(who testkit.Who) directoryv1.DirectoryServiceClient {
	return directoryv1.NewDirectoryServiceClient(w.Conn(who))
}

// box is a feature around a rectangle, given in thousandths of a degree east of 116 and north of 39.
func box(code string, west, south, east, north float64) *directoryv1.BoundaryFeature {
	return feature(code, [][2]float64{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}})
}

func feature(code string, ring [][2]float64) *directoryv1.BoundaryFeature {
	var corners []any
	for _, c := range ring {
		corners = append(corners, []any{116 + c[0]/1000, 39 + c[1]/1000})
	}
	coordinates, err := structpb.NewList([]any{corners})
	if err != nil {
		panic(err)
	}
	return &directoryv1.BoundaryFeature{Type: "Feature", Properties: &directoryv1.BoundaryProperties{Code: code},
		Geometry: &directoryv1.BoundaryGeometry{Type: "Polygon", Coordinates: coordinates}}
}

// draft is a plan that draws something.
func (w world) draft(t *testing.T, features ...*directoryv1.BoundaryFeature) *directoryv1.BoundaryPlan {
	t.Helper()
	admin := w.as(testkit.SystemAdmin)
	p, err := admin.CreateBoundaryPlan(t.Context(), &directoryv1.CreateBoundaryPlanRequest{BoundaryPlan: &directoryv1.BoundaryPlan{DisplayName: "网格调整"}})
	if err == nil && len(features) > 0 {
		p, err = admin.DrawBoundaries(t.Context(), &directoryv1.DrawBoundariesRequest{Name: p.GetName(), Features: features, Etag: p.GetEtag()})
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// publish makes a plan hold from a moment on, nil for now.
func (w world) publish(t *testing.T, p *directoryv1.BoundaryPlan, from *timestamppb.Timestamp) *directoryv1.BoundaryPlan {
	t.Helper()
	p, err := w.as(testkit.SystemAdmin).PublishBoundaryPlan(t.Context(), &directoryv1.PublishBoundaryPlanRequest{Name: p.GetName(),
		ValidFrom: from, Reason: "区政府会议纪要", Etag: p.GetEtag()})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// drawn is the street in two communities, the border between them 120 thousandths east, and the grid in the south-west.
func (w world) drawn(t *testing.T) *directoryv1.BoundaryPlan {
	t.Helper()
	return w.publish(t, w.draft(t, box(xilu, 100, 700, 150, 740), box(west, 100, 700, 120, 740), box(east, 120, 700, 140, 740),
		box(corner, 100, 700, 110, 710)), nil)
}

// locate asks whose ground a point is, in thousandths of a degree.
func (w world) locate(t *testing.T, who testkit.Who, x, y float64) *directoryv1.Located {
	t.Helper()
	lat, lng := 39+y/1000, 116+x/1000
	found, err := w.as(who).LocatePlace(t.Context(), &directoryv1.LocatePlaceRequest{Lat: &lat, Lng: &lng, Datum: directoryv1.Coordinates_DATUM_WGS84})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func at(x, y float64) *directoryv1.Coordinates {
	return &directoryv1.Coordinates{Latitude: 39 + y/1000, Longitude: 116 + x/1000, Datum: directoryv1.Coordinates_DATUM_WGS84}
}

// file files an issue at a point.
func (w world) file(t *testing.T, where *directoryv1.Coordinates) *intakev1.Issue {
	t.Helper()
	filed, err := w.intake(testkit.Resident).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{
		Kind: intakev1.Issue_KIND_CONSULT, Category: name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater)),
		Title: "井盖松动", Coordinates: where}})
	if err != nil {
		t.Fatal(err)
	}
	return filed
}

func (w world) intake(who testkit.Who) intakev1.IntakeServiceClient {
	return intakev1.NewIntakeServiceClient(w.Conn(who))
}

func (w world) issue(t *testing.T, called string) *intakev1.Issue {
	t.Helper()
	got, err := w.intake(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: called})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (w world) place(t *testing.T, kind directoryv1.Place_Kind, parent string, where *directoryv1.Coordinates) string {
	t.Helper()
	p, err := w.as(testkit.StreetLeader).CreatePlace(t.Context(), &directoryv1.CreatePlaceRequest{Place: &directoryv1.Place{Kind: kind,
		Unit: w.UnitName(west), Parent: parent, DisplayName: "某处", Coordinates: where}})
	if err != nil {
		t.Fatal(err)
	}
	return p.GetName()
}

// apply carries out the plans that hold.
func (w world) apply(t *testing.T) {
	t.Helper()
	if err := w.Territory.Apply(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
}

// count is the number that a query of the owner's role answers.
func (w world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }
