package evaluation

import (
	"testing"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// ranked is an accepted nomination with its place in a ranking.
func ranked(rank, score, sheets int) *ent.Nomination {
	return &ent.Nomination{State: string(Accepted), Rank: &rank, ScoreBasisPoints: &score, SheetCount: &sheets}
}

func TestTheListEndsAtTheQuotaAndAtTheThreshold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ quota, threshold, want int }{
		{2, 0, 2}, {9, 0, 3}, {0, 8000, 2}, {1, 8000, 1}, {3, 9001, 0}, {0, 9000, 1}, {3, 7000, 3},
	} {
		ranking := []*ent.Nomination{ranked(1, 9000, 1), ranked(2, 8000, 1), ranked(3, 7000, 1), ranked(4, 0, 0)}
		if got := propose(ranking, c.quota, c.threshold); got != c.want {
			t.Errorf("quota %d, threshold %d: %d on the list, want %d", c.quota, c.threshold, got, c.want)
		}
		for i, n := range ranking {
			if (n.State == string(Proposed)) != (i < c.want) {
				t.Errorf("quota %d, threshold %d: place %d is wrongly on or off the list", c.quota, c.threshold, i+1)
			}
		}
	}
}

func TestASubjectFitsOnlyTheKindOfItsCampaign(t *testing.T) {
	t.Parallel()
	subjects := map[string]subject{
		"RESIDENT":    {person: &ent.Person{}},
		"MERCHANT":    {unit: &ent.Unit{Kind: "MERCHANT"}},
		"ENTERPRISE":  {unit: &ent.Unit{Kind: "PROPERTY_COMPANY"}},
		"PUBLIC_UNIT": {unit: &ent.Unit{Kind: "SCHOOL"}},
		"DOOR":        {place: &ent.Place{Kind: "DOOR"}},
		"TEAM":        {unit: &ent.Unit{Kind: "ART_GROUP"}},
	}
	for of, s := range subjects {
		for kind := range subjects {
			if got := s.fits(kind); got != (of == kind) {
				t.Errorf("a subject of kind %s fits a campaign of kind %s: %v", of, kind, got)
			}
		}
	}
	for _, s := range []subject{{unit: &ent.Unit{Kind: "COMMUNITY"}}, {place: &ent.Place{Kind: "BUILDING"}}} {
		for kind := range subjects {
			if s.fits(kind) {
				t.Errorf("%+v fits a campaign of kind %s", s, kind)
			}
		}
	}
}

func TestPublicityCountsTheWorkingDaysAfterTheDayOfPublication(t *testing.T) {
	t.Parallel()
	days, err := calendar.New(calendar.Hours{Monday: []calendar.Period{{From: 9 * 60, To: 17 * 60}}}, calendar.Embedded()...)
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		got, err := time.ParseInLocation(time.DateTime, text, calendar.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, c := range []struct{ name, published, end string }{
		{"an ordinary week", "2026-06-08 09:00:00", "2026-06-16 00:00:00"},
		{"published on a Saturday", "2026-06-06 09:00:00", "2026-06-13 00:00:00"},
		{"late in the evening of Beijing", "2026-06-08 23:59:59", "2026-06-16 00:00:00"},
		{"over the National Day week and its make-up days", "2026-09-28 10:00:00", "2026-10-11 00:00:00"},
	} {
		if got := publicityEnd(days, at(c.published), 5); !got.Equal(at(c.end)) {
			t.Errorf("%s: ends %s, want %s", c.name, got.In(calendar.Zone), c.end)
		}
	}
	if published := at("2026-06-08 10:00:00"); !publicityEnd(days, published, 0).Equal(published.Add(time.Microsecond)) {
		t.Error("without a working day the list stays public longer than a moment")
	}
}

func TestANumberNamesDistrictYearAndPlaceInLine(t *testing.T) {
	t.Parallel()
	if got := number(110111, 2026, 12); got != "HLJ-110111-2026-000012" {
		t.Error(got)
	}
	if tenant, err := tenantOf("HLJ-110111-2026-000012"); tenant != 110111 || err != nil {
		t.Error(tenant, err)
	}
}
