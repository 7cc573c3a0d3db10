package operation

import "github.com/haolinju/haolinju/internal/platform/setting"

var (
	// keepDays is how long an operation can be looked up after its end, in days.
	keepDays = setting.Declare("operation.keep_days", 30, "product default; set by the district", setting.Between(1, 366))
	// unfinishedPerPerson is how many operations of one person may wait or run.
	unfinishedPerPerson = setting.Declare("operation.unfinished_per_person", 10, "product default; set by the district", setting.Between(1, 1000))
)
