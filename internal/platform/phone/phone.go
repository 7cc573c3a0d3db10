// Package phone reads telephone numbers.
package phone

import (
	"slices"

	"github.com/nyaruka/phonenumbers"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// home is the region of a number without a country code.
const home = "CN"

// E164 is the one writing of a telephone that is stored and indexed, such as +8613800000000. A failure is a fault on the
// field "phone".
func E164(given string) (string, error) {
	number, err := phonenumbers.Parse(given, home)
	if err != nil || !phonenumbers.IsPossibleNumber(number) {
		return "", fault.ErrInvalid.OnField("phone", "不是电话号码", "is not a telephone number")
	}
	return phonenumbers.Format(number, phonenumbers.E164), nil
}

// TakesMessages says whether a number in E.164 is a mobile one of one of the regions (ISO 3166-1 alpha-2).
func TakesMessages(e164 string, regions []string) bool {
	number, err := phonenumbers.Parse(e164, home)
	if err != nil {
		return false
	}
	kind := phonenumbers.GetNumberType(number)
	return (kind == phonenumbers.MOBILE || kind == phonenumbers.FIXED_LINE_OR_MOBILE) &&
		slices.Contains(regions, phonenumbers.GetRegionCodeForNumber(number))
}
