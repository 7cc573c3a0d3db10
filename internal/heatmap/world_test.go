package heatmap_test

import (
	"fmt"
	"slices"
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// The appraisal month and the week of noon.
const (
	month = "2026-12"
	week  = "2026-W48"
)

// The divisions by names as short as the tests want them.
const (
	small       = insightv1.HeatCell_DIVISION_SQUARE_500M
	medium      = insightv1.HeatCell_DIVISION_SQUARE_1KM
	large       = insightv1.HeatCell_DIVISION_SQUARE_2KM
	communities = insightv1.HeatCell_DIVISION_COMMUNITY
	grids       = insightv1.HeatCell_DIVISION_GRID
)

type world struct{ testkit.Issues }

func start(t *testing.T) world {
	t.Helper()
	w := world{testkit.StartIssues(t)}
	w.Settle(t, "restriction.issue_limits", `{"person_hour": 0, "person_day": 0, "device_hour": 0, "device_day": 0}`)
	return w
}

func (w world) client(who testkit.Who) insightv1.InsightServiceClient {
	return insightv1.NewInsightServiceClient(w.Conn(who))
}

// at is a place so many times 1e-4 degree north and east of a corner of all squares; 50 are the next of the small ones.
func at(north, east float64) func(*intakev1.Issue) {
	return func(i *intakev1.Issue) {
		i.Coordinates = &directoryv1.Coordinates{Latitude: 39.7 + north/1e4, Longitude: 116.1 + east/1e4, Datum: directoryv1.Coordinates_DATUM_WGS84}
	}
}

// file has the resident file so many issues.
func (w world) file(t *testing.T, n int, edit ...func(*intakev1.Issue)) (filed []*intakev1.Issue) {
	t.Helper()
	for range n {
		filed = append(filed, w.File(t, edit...))
	}
	return filed
}

// cells is what the leader of 西潞街道 sees by a division: count and level of each square by its south-western corner in 1e-4 degree from the
// crossing, or of each unit.
func (w world) cells(t *testing.T, division insightv1.HeatCell_Division, edit ...func(*insightv1.ListHeatCellsRequest)) map[string]string {
	t.Helper()
	w.Count(t)
	req := &insightv1.ListHeatCellsRequest{Period: month, Unit: w.Street(demo.Xilu), Division: division}
	for _, e := range edit {
		e(req)
	}
	drawn, err := w.client(testkit.StreetLeader).ListHeatCells(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	return told(drawn)
}

func told(drawn *insightv1.HeatMap) map[string]string {
	cells := map[string]string{}
	for _, f := range drawn.GetFeatures() {
		where := f.GetProperties().GetUnit()
		if where == "" {
			corner := f.GetGeometry().GetCoordinates().GetValues()[0].GetListValue().GetValues()[0].GetListValue().GetValues()
			where = fmt.Sprintf("%.0f,%.0f", (corner[1].GetNumberValue()-39.7)*1e4, (corner[0].GetNumberValue()-116.1)*1e4)
		}
		cells[where] = fmt.Sprintf("%d/%d", f.GetProperties().GetIssueCount(), f.GetProperties().GetLevel())
	}
	return cells
}

// maps is all that the leader can ask for, in one piece.
func (w world) maps(t *testing.T) string {
	t.Helper()
	var all []string
	for _, division := range []insightv1.HeatCell_Division{small, medium, large, communities, grids} {
		for _, stage := range []insightv1.HeatCell_Stage{0, insightv1.HeatCell_STAGE_OPEN, insightv1.HeatCell_STAGE_DONE} {
			for _, period := range []string{month, week} {
				for _, category := range []string{"", w.Category} {
					all = append(all, fmt.Sprint(division, stage, period, category != "", w.cells(t, division, func(r *insightv1.ListHeatCellsRequest) {
						r.Stage, r.Period, r.Category = stage, period, category
					})))
				}
			}
		}
	}
	slices.Sort(all)
	return fmt.Sprint(all)
}
