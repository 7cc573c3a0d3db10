package roster

import "github.com/haolinju/haolinju/internal/platform/setting"

// mostHours is how long one shift may last: from Friday evening to Monday morning, and some more.
var mostHours = setting.Declare("dispatch.duty_shift_hours", 72, "common practice; set by the district", setting.Between(1, 24*31))
