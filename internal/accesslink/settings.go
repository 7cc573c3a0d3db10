package accesslink

import "github.com/haolinju/haolinju/internal/platform/setting"

// linkDays is how long an access link opens its issue, in days.
var linkDays = setting.Declare("intake.access_link_days", 90, "product default; set by the district", setting.Between(1, 366))
