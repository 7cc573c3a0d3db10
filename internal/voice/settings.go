package voice

import "github.com/haolinju/haolinju/internal/platform/setting"

const habit = "product default; set by the district"

var (
	// radius is within how many metres of each other two issues may be one matter.
	radius = setting.Declare("intake.duplicate_radius", 200, habit, setting.Between(10, 1000))
	// days is within how many days of each other.
	days = setting.Declare("intake.duplicate_days", 7, habit, setting.Between(1, 90))
	// similarity is how much of their titles must be alike, in percent.
	similarity = setting.Declare("intake.duplicate_similarity", 30, habit, setting.Between(0, 100))
)
