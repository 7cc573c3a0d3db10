package people

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
)

// Level is what is believed of a person; the words are those of the contract without their prefix.
type Level string

// The levels.
const (
	Phone              Level = "PHONE"
	RealName           Level = "REAL_NAME"
	Resident           Level = "RESIDENT"
	Household          Level = "HOUSEHOLD"
	UnitRepresentative Level = "UNIT_REPRESENTATIVE"
)

// evidenceFor is what may be shown for each level that can be asked for.
var evidenceFor = map[Level][]string{
	RealName:           {"ID_CARD", "HOUSEHOLD_REGISTER"},
	Resident:           {"HOUSEHOLD_REGISTER", "PROPERTY_CERTIFICATE", "LEASE", "HOME_VISIT"},
	Household:          {"HOUSEHOLD_REGISTER", "PROPERTY_CERTIFICATE", "LEASE", "HOME_VISIT"},
	UnitRepresentative: {"BUSINESS_LICENCE", "AUTHORIZATION_LETTER"},
}

// claim is what a request says, with what the directory knows of it.
type claim struct {
	level     Level
	evidence  string
	idNumber  string
	unit      uuid.UUID
	unitKind  string
	place     uuid.UUID
	placeKind string
}

// communities are the kinds of unit that people live in.
var communities = []string{"COMMUNITY", "VILLAGE"}

// misfit names the field of a claim that does not fit its level; empty where all fit.
func misfit(c claim) string {
	allowed, askable := evidenceFor[c.level]
	switch {
	case !askable:
		return "level"
	case !slices.Contains(allowed, c.evidence):
		return "evidence"
	case (c.level == Household) != (c.placeKind == "HOUSEHOLD"), c.level != Household && c.place != uuid.Nil:
		return "place"
	case (c.level == RealName) != (c.idNumber != ""):
		return "id_number"
	case c.level != UnitRepresentative && !slices.Contains(communities, c.unitKind),
		c.level == UnitRepresentative && (c.unitKind == "" || slices.Contains(communities, c.unitKind)):
		return "unit"
	}
	return ""
}

// The weights of GB 11643 (ISO 7064, MOD 11-2) and the check character of each remainder.
var (
	idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	idChecks  = "10X98765432"
)

// idNumberHolds says whether an identity number in capitals has the form, a day of birth before now and the right check
// character.
func idNumberHolds(number string, now time.Time) bool {
	if len(number) != 18 {
		return false
	}
	sum := 0
	for i, weight := range idWeights {
		digit := int(number[i]) - '0'
		if digit < 0 || digit > 9 {
			return false
		}
		sum += digit * weight
	}
	born, err := time.Parse("20060102", number[6:14])
	return err == nil && born.Year() >= 1850 && born.Before(now) && number[17] == idChecks[sum%11]
}

// mayDecide says whether a grant of deciding covers a verification: that of representatives for who represents a unit,
// the general one for all else.
func mayDecide(level Level, unit uuid.UUID, decide, representatives access.Reach) bool {
	if level == UnitRepresentative {
		return representatives.Covers(unit)
	}
	return decide.Covers(unit)
}

// replaces says whether a confirmation takes the place of an older one of the same person: the same level of the same
// unit or household. There is one real name, wherever its papers were shown.
func replaces(level Level, of, older uuid.UUID) bool { return level == RealName || of == older }
