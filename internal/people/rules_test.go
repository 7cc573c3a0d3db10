package people

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/access"
)

func TestALevelIsAskedForWithWhatItNeedsAndNothingElse(t *testing.T) {
	t.Parallel()
	home := uuid.UUID{1}
	for title, c := range map[string]struct {
		claim claim
		want  string
	}{
		"a real name":                      {claim{level: RealName, evidence: "ID_CARD", unitKind: "COMMUNITY", idNumber: "x"}, ""},
		"a real name without number":       {claim{level: RealName, evidence: "ID_CARD", unitKind: "COMMUNITY"}, "id_number"},
		"a real name by a lease":           {claim{level: RealName, evidence: "LEASE", unitKind: "COMMUNITY", idNumber: "x"}, "evidence"},
		"a real name shown at the street":  {claim{level: RealName, evidence: "ID_CARD", unitKind: "SUB_DISTRICT", idNumber: "x"}, "unit"},
		"a resident of a village":          {claim{level: Resident, evidence: "LEASE", unitKind: "VILLAGE"}, ""},
		"a resident of a school":           {claim{level: Resident, evidence: "LEASE", unitKind: "SCHOOL"}, "unit"},
		"a resident of nowhere":            {claim{level: Resident, evidence: "LEASE"}, "unit"},
		"a resident with a number":         {claim{level: Resident, evidence: "LEASE", unitKind: "VILLAGE", idNumber: "x"}, "id_number"},
		"a resident of a place":            {claim{level: Resident, evidence: "LEASE", unitKind: "COMMUNITY", place: home, placeKind: "DOOR"}, "place"},
		"a household":                      {claim{level: Household, evidence: "LEASE", unitKind: "COMMUNITY", place: home, placeKind: "HOUSEHOLD"}, ""},
		"a household that is a door":       {claim{level: Household, evidence: "LEASE", unitKind: "COMMUNITY", place: home, placeKind: "DOOR"}, "place"},
		"a household without a place":      {claim{level: Household, evidence: "LEASE", unitKind: "COMMUNITY"}, "place"},
		"a representative":                 {claim{level: UnitRepresentative, evidence: "BUSINESS_LICENCE", unitKind: "MERCHANT"}, ""},
		"a representative of a community":  {claim{level: UnitRepresentative, evidence: "BUSINESS_LICENCE", unitKind: "COMMUNITY"}, "unit"},
		"a representative of nothing":      {claim{level: UnitRepresentative, evidence: "BUSINESS_LICENCE"}, "unit"},
		"a representative by an id card":   {claim{level: UnitRepresentative, evidence: "ID_CARD", unitKind: "MERCHANT"}, "evidence"},
		"a telephone, which a code proves": {claim{level: Phone, evidence: "SMS_CODE"}, "level"},
	} {
		if got := misfit(c.claim); got != c.want {
			t.Errorf("%s: misfit %q, want %q", title, got, c.want)
		}
	}
}

var today = time.Date(2026, 11, 25, 4, 0, 0, 0, time.UTC)

func TestAnIdentityNumberHasADayOfBirthAndTheRightCheckCharacter(t *testing.T) {
	t.Parallel()
	for number, want := range map[string]bool{
		"11010519491231002X": true, // the example of GB 11643
		"110111198506150011": true, "110111200002290037": true, "110111200002290031": false, "11010519491231002x": false, "": false,
		"110105194912310021": false, "11010519491331002X": false, "1101051949123100２": false, "A1010519491231002X": false,
		"11010520991231002X": false,
	} {
		if got := idNumberHolds(number, today); got != want {
			t.Errorf("%q holds: %v, want %v", number, got, want)
		}
	}
}

func TestOneWrongDigitOrTwoSwappedOnesNeverPassTheCheck(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		digits := []byte("11010519491231002X")
		i := rapid.IntRange(0, 16).Draw(t, "place")
		if j := rapid.IntRange(0, 16).Draw(t, "other"); rapid.Bool().Draw(t, "swap") && digits[i] != digits[j] {
			digits[i], digits[j] = digits[j], digits[i]
			if j-i != 1 && i-j != 1 {
				return // the check is made for neighbours
			}
		} else {
			digits[i] = '0' + (digits[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		}
		if idNumberHolds(string(digits), today) {
			t.Fatalf("%s passes", digits)
		}
	})
}

func TestWhoDecidesIsTheCommunityForItsPeopleAndTheUnitForItsRepresentatives(t *testing.T) {
	t.Parallel()
	unit, elsewhere := uuid.UUID{1}, uuid.UUID{2}
	here, there := access.Reach{Units: []uuid.UUID{unit}}, access.Reach{Units: []uuid.UUID{elsewhere}}
	for _, level := range []Level{RealName, Resident, Household, UnitRepresentative} {
		if mayDecide(level, unit, there, there) {
			t.Errorf("%s is decided elsewhere", level)
		}
		if got, want := mayDecide(level, unit, here, there), level != UnitRepresentative; got != want {
			t.Errorf("%s decided by the community: %v", level, got)
		}
		if got, want := mayDecide(level, unit, there, here), level == UnitRepresentative; got != want {
			t.Errorf("%s decided by the unit's manager: %v", level, got)
		}
	}
}

func TestAConfirmationEndsWithTheSettingOfItsLevel(t *testing.T) {
	t.Parallel()
	days := Validity{Resident: 730, UnitRepresentative: 365}
	if end := days.end(RealName, today); end != nil {
		t.Errorf("a real name ends at %v", end)
	}
	if end := days.end(UnitRepresentative, today); end == nil || !end.Equal(today.AddDate(0, 0, 365)) {
		t.Errorf("a representative ends at %v", end)
	}
}
