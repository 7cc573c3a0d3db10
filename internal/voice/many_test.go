package voice_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/voice"
)

// many enters 100,000 issues of two categories, spread over 8 km each way and 30 days; one in ten is over, one in
// ten in confidence, and one in ten filed for somebody who has not confirmed it.
const many = `insert into issue (tenant_id, id, create_time, update_time, number, state, kind, channel, confidentiality, category_id, title, description,
		address_cipher, latitude, longitude, datum, latitude_e7, longitude_e7, unit_id, assist_unit_ids, due_time, closed_time, cell, confirm_time)
	select $1, gen_random_uuid(), t, t, 'M-' || n, case when n % 10 = 0 then 'WITHDRAWN' else 'RECEIVED' end, 'HELP', 'MINI_PROGRAM',
		case when n % 10 = 1 then 'CONFIDENTIAL' else 'REAL_NAME' end, case when n % 2 = 0 then $2::uuid else $3::uuid end,
		($4::text[])[1 + n % 7] || ($5::text[])[1 + n % 11], '', null, lat / 1e7, lng / 1e7, 'WGS84', lat, lng, $6, '[]', t + interval '7 days',
		case when n % 10 = 0 then t end, (lat::bigint + 900000000) / 50000 * 72000 + (lng::bigint + 1800000000) / 50000,
		case when n % 10 <> 2 then t end
	from (select n, $7::timestamptz - random() * interval '30 days' t, (397000000 + random() * 720000)::int lat, (1161000000 + random() * 930000)::int lng
		from generate_series(1, 100000) n) s`

var (
	places = []string{"路口", "小区东门", "学校门前", "公园", "三号楼下", "市场旁", "车站"}
	wrongs = []string{"路灯不亮", "路灯坏了", "垃圾没人清", "井盖破损", "积水很深", "道路塌陷", "树枝断落", "噪声扰民", "乱停车", "下水堵了", "护栏倒了"}
)

// filed is an issue as the naive search reads it.
type filed struct {
	Name, Category, Title   string
	LatitudeE7, LongitudeE7 int32
	Shared                  bool
	CreateTime              time.Time
}

// proves IN-16
func TestAmongAHundredThousandIssuesTheSameDuplicatesAreFoundAsByLookingAtEachAndAnIndexFindsThem(t *testing.T) {
	t.Parallel()
	w := start(t)
	other := w.NewCategory(t, "TEST.OTHER", directoryv1.Category_TIER_ORDINARY)
	id := func(name string) string { return strings.TrimPrefix(name, "categories/") }
	if _, err := w.Owner().Exec(t.Context(), many, demo.Fangshan, id(w.Category), id(other), places, wrongs, w.Unit(demo.Xilu), testkit.Noon); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Owner().Exec(t.Context(), "analyze issue"); err != nil {
		t.Fatal(err)
	}
	rows, err := w.Owner().Query(t.Context(), `select 'issues/' || id, 'categories/' || category_id, title, latitude_e7, longitude_e7,
		state = 'RECEIVED' and confidentiality = 'REAL_NAME' and confirm_time is not null, create_time from issue where tenant_id = $1 and number like 'M-%'`, demo.Fangshan)
	if err != nil {
		t.Fatal(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[filed])
	if err != nil || len(all) != 100_000 {
		t.Fatalf("%d issues, %v", len(all), err)
	}

	random, answered := rand.New(rand.NewPCG(16, 17)), 0
	for range 40 {
		lat, lng := 397000000+random.Int32N(720000), 1161000000+random.Int32N(930000)
		title := places[random.IntN(len(places))] + wrongs[random.IntN(len(wrongs))]
		got := w.found(t, testkit.Resident, &intakev1.FindDuplicatesRequest{Category: w.Category, Title: title, Coordinates: &directoryv1.Coordinates{
			Latitude: float64(lat) / 1e7, Longitude: float64(lng) / 1e7, Datum: directoryv1.Coordinates_DATUM_WGS84}})
		if want := naive(all, w.Category, title, geo.Point{LatitudeE7: lat, LongitudeE7: lng}); !slices.Equal(got, want) {
			t.Errorf("%s at (%d, %d): %v, want %v", title, lat, lng, got, want)
		}
		answered += len(got)
	}
	if answered < 40 {
		t.Errorf("only %d duplicates of 40 issues: the sample shows nothing", answered)
	}
	if plan := w.plan(t, id(w.Category)); !strings.Contains(plan, "issue_by_cell") || strings.Contains(plan, "Seq Scan") {
		t.Errorf("the plan is\n%s", plan)
	}
}

// naive looks at every issue.
func naive(all []filed, category, title string, from geo.Point) (names []string) {
	type near struct {
		name    string
		percent int
		metres  float64
	}
	var found []near
	for _, f := range all {
		metres := from.Metres(geo.Point{LatitudeE7: next(f.LatitudeE7, from.LatitudeE7), LongitudeE7: next(f.LongitudeE7, from.LongitudeE7)})
		if !f.Shared || f.Category != category || metres > 200 || f.CreateTime.Before(testkit.Noon.AddDate(0, 0, -7)) {
			continue
		}
		if n := (near{f.Name, dice(title, f.Title), metres}); n.percent >= 30 {
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(a, b near) int {
		return cmp.Or(cmp.Compare(b.percent, a.percent), cmp.Compare(a.metres, b.metres), cmp.Compare(a.name, b.name))
	})
	for _, n := range found[:min(len(found), 10)] {
		names = append(names, n.name)
	}
	return names
}

// next is, of the stretch of 0.0005 degree in which something lies, what comes next to where is asked from.
func next(lies, asked int32) int32 {
	first := lies / 5000 * 5000
	return max(first, min(asked, first+4999))
}

// dice is twice the pairs of neighbouring characters that two texts share against those of each, in percent.
func dice(a, b string) int {
	pairs := func(text string) (all []string) {
		runes := []rune(text)
		for i := range len(runes) - 1 {
			all = append(all, string(runes[i:i+2]))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	of, in, both := pairs(a), pairs(b), 0
	for _, pair := range of {
		if slices.Contains(in, pair) {
			both++
		}
	}
	return 200 * both / (len(of) + len(in))
}

// plan is how the server's own role finds candidates.
func (w world) plan(t *testing.T, category string) string {
	t.Helper()
	conn, err := pgx.ConnectConfig(t.Context(), w.AppPool().ConnConfig)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), "select set_config('app.tenant_id', $1, false)", "110111"); err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query(t.Context(), "explain "+voice.Nearby, demo.Fangshan, category, geo.Point{LatitudeE7: 397300000, LongitudeE7: 1161400000}.CellsAround(200), testkit.Noon.AddDate(0, 0, -7))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
