package staffing

import "github.com/haolinju/haolinju/internal/platform/setting"

// substitutionDays is the longest time for which one substitution may count, in days; a longer absence takes another.
var substitutionDays = setting.Declare("staffing.substitution_days", 98,
	"女职工劳动保护特别规定 (State Council decree 619) art. 7: 98 days of maternity leave; set by the district", setting.Between(1, 366))
