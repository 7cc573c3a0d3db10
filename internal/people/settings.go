package people

import (
	"time"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Validity is for how many days a confirmation counts, by level; 0 is without end. No law sets these numbers.
type Validity struct {
	Phone              int `json:"phone"`
	RealName           int `json:"real_name"`
	Resident           int `json:"resident"`
	Household          int `json:"household"`
	UnitRepresentative int `json:"unit_representative"`
}

// validity is how long confirmations count; a tenant changes it by a dated row.
var validity = setting.Declare("people.verification_days", Validity{Resident: 730, Household: 730, UnitRepresentative: 365},
	"product default: homes and offices change, names hardly; set by the district")

// mandateDays is the longest time for which somebody may act in the place of another, in days.
var mandateDays = setting.Declare("people.mandate_days", 365,
	"product default: consent is asked for anew each year; PIPL art. 31 asks for the guardian of a child under 14 and names no term",
	setting.Between(1, 1826))

// undoDays is how long a merge of two persons can be undone, in days.
var undoDays = setting.Declare("people.merge_undo_days", 30, "product default; set by the district", setting.Between(0, 365))

// end is when a confirmation given now is over; nil without end.
func (v Validity) end(of Level, now time.Time) *time.Time {
	days := map[Level]int{Phone: v.Phone, RealName: v.RealName, Resident: v.Resident, Household: v.Household,
		UnitRepresentative: v.UnitRepresentative}[of]
	if days == 0 {
		return nil
	}
	end := now.AddDate(0, 0, days)
	return &end
}
