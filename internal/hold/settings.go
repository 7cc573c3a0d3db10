package hold

import "github.com/haolinju/haolinju/internal/platform/setting"

// reviewDays is within how many days a hold is looked at again.
var reviewDays = setting.Declare("intake.hold_review_days", 30, "product default; set by the district", setting.Between(1, 366))
