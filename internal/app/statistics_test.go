package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// business are the values of the metrics that tell what districts have done.
func (d *district) business() (districts, events float64) {
	d.t.Helper()
	text := d.Metrics(d.t)
	read := func(name string) float64 {
		m := regexp.MustCompile(`(?m)^` + name + ` (\S+)$`).FindStringSubmatch(text)
		if m == nil {
			d.t.Fatalf("no %s in\n%s", name, text)
		}
		value, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			d.t.Fatal(err)
		}
		return value
	}
	return read("haolinju_districts"), read("haolinju_events_total")
}

// happens lets an administrator do something that is told as an event.
func (d *district) happens(who testkit.Who, code string) {
	d.t.Helper()
	prepare[*directoryv1.Category](d, who, &directoryv1.CreateCategoryRequest{Category: &directoryv1.Category{Code: code, DisplayName: "噪声",
		Tier: directoryv1.Category_TIER_ORDINARY}})
	if _, err := d.Number(d.t.Context()); err != nil {
		d.t.Fatal(err)
	}
}

// proves AP-32
func TestWhatIsDoneInADistrictMadeForTestsEntersNoStatistic(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	if demo.Other < 900000 {
		t.Fatalf("the other district %d is not made for tests", demo.Other)
	}
	d.happens(testkit.SystemAdmin, "STATISTIC.A")
	districts, before := d.business()
	if districts != 1 || before == 0 {
		t.Errorf("%v districts, %v events", districts, before)
	}
	d.happens(testkit.ForeignAdmin, "STATISTIC.B")
	var told int
	if err := d.Owner().QueryRow(t.Context(), "select count(*) from event where tenant_id = $1 and position is not null", demo.Other).Scan(&told); err != nil || told == 0 {
		t.Fatalf("nothing was told in the test district: %d, %v", told, err)
	}
	if _, after := d.business(); after != before {
		t.Errorf("%v events before what was done in the test district, %v after", before, after)
	}
	d.happens(testkit.SystemAdmin, "STATISTIC.C")
	if _, after := d.business(); after <= before {
		t.Errorf("%v events before what was done in a real district, %v after", before, after)
	}
}

// proves AP-32
func TestEveryStatisticStandsOnTheTenantsThatCount(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(root, "ent/migrations/*_function_statistic_*.up.sql"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(text), "counted_tenants()") {
			t.Errorf("%s does not ask counted_tenants(): %v", file, err)
		}
	}
}
