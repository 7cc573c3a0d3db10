package evaluation

import (
	"fmt"
	"slices"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// unitKinds are the kinds of unit that fit a subject kind (S5).
var unitKinds = map[string][]string{
	"MERCHANT":   {"MERCHANT"},
	"ENTERPRISE": {"ENTERPRISE", "PROPERTY_COMPANY", "SOCIAL_CAPITAL"},
	"PUBLIC_UNIT": {"PUBLIC_UNIT", "DEPARTMENT", "SCHOOL", "UTILITY", "PARTY_ORG", "COMMUNITY_PARTY_ORG",
		"RESIDENTS_COMMITTEE"},
	"TEAM": {"ART_GROUP", "SOCIAL_ORG", "PROFESSIONAL_ORG"},
}

// subject is whom or what a nomination enters. Exactly one is set.
type subject struct {
	person *ent.Person
	unit   *ent.Unit
	place  *ent.Place
}

// fits tells whether the subject is of the kind that a campaign honours.
func (s subject) fits(kind string) bool {
	switch {
	case s.person != nil:
		return kind == "RESIDENT"
	case s.place != nil:
		return kind == "DOOR" && s.place.Kind == "DOOR"
	}
	return slices.Contains(unitKinds[kind], s.unit.Kind)
}

// propose puts those of a ranking on the list: the first, up to the quota and down to the threshold, each only where it
// is set.
func propose(ranking []*ent.Nomination, quota, threshold int) (count int) {
	for _, n := range ranking {
		if (quota == 0 || *n.Rank <= quota) && *n.ScoreBasisPoints >= threshold && *n.SheetCount > 0 {
			n.State = string(Proposed)
			count++
		}
	}
	return count
}

// publicityEnd is the end of the given number of working days that follow the day of publication; without any, the list
// is public for a moment only.
func publicityEnd(days *calendar.Calendar, published time.Time, working int) time.Time {
	if working <= 0 {
		return published.Add(time.Microsecond)
	}
	day := calendar.DateOf(published)
	for left := working; left > 0; {
		day = day.Add(1)
		if works, _ := days.IsWorkday(day); works {
			left--
		}
	}
	return day.Add(1).Start().UTC()
}

// number is the text on the certificate: the district, the year and a running number of the district and year.
func number(tenant, year int, running int64) string {
	return fmt.Sprintf("HLJ-%06d-%04d-%06d", tenant, year, running)
}
