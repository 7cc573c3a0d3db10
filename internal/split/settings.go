package split

import "github.com/haolinju/haolinju/internal/platform/setting"

// childLimit is how many children an issue may have.
var childLimit = setting.Declare("intake.child_limit", 20, "product default; set by the district", setting.Between(1, 100))
