package agency

import "github.com/haolinju/haolinju/internal/platform/setting"

const habit = "product default; set by the district"

var (
	// waits is how long a push rests after each failed try, in minutes; after the last of them it is given up.
	waits = setting.Declare("agency.retry_minutes", []int{1, 5, 30, 120, 720}, habit)
	// stuckMinutes is after how many minutes somebody is told of a change that a system has not taken.
	stuckMinutes = setting.Declare("agency.stuck_minutes", 30, habit)
)
