package intake

import "github.com/haolinju/haolinju/internal/platform/setting"

// Limits are the hours within which an issue is to have an outcome, by the tier of its category. The law asks for a
// limit (接诉即办工作条例 art. 13) and leaves the number to the authorities.
type Limits struct {
	Emergency int `json:"emergency"` // danger to life or property
	Urgent    int `json:"urgent"`    // water, power, gas, heat
	Ordinary  int `json:"ordinary"`  // most matters
	Complex   int `json:"complex"`   // needs several units
}

// Check that every limit is at least an hour and at most a year.
func (l Limits) Check() error {
	for _, hours := range []int{l.Emergency, l.Urgent, l.Ordinary, l.Complex} {
		if err := setting.Between(1, 366*24)(hours); err != nil {
			return err
		}
	}
	return nil
}

// The limits of intake; a tenant changes them by a dated row.
var (
	limits = setting.Declare("intake.limits", Limits{Emergency: 2, Urgent: 24, Ordinary: 7 * 24, Complex: 15 * 24},
		"habit of Beijing's districts: 2 h, 24 h, 7 and 15 calendar days; set by the district")
	// authorityKinds are the kinds of units that handle matters by a duty of law, and so learn who brought one up; any other
	// unit learns it with the consent of that person.
	authorityKinds = setting.Declare("intake.authority_kinds", []string{"DISTRICT", "SUB_DISTRICT", "AREA_OFFICE", "TOWN", "TOWNSHIP",
		"COMMUNITY", "VILLAGE", "GRID", "DEPARTMENT", "RESIDENTS_COMMITTEE"},
		"PIPL art. 13(3), 23, 34 and 37: authorities, and organisations that a law charges with public affairs")
	// reopenDays is how many days after closing an issue may be reopened.
	reopenDays = setting.Declare("intake.reopen_days", 15, "product default; set by the district", setting.Between(0, 366))
	// urgeHours is how many hours lie between two urges of an issue at least.
	urgeHours = setting.Declare("intake.urge_hours", 24, "product default; set by the district", setting.Between(0, 31*24))
)
