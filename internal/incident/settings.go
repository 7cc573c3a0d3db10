package incident

import "github.com/haolinju/haolinju/internal/platform/setting"

// issueLimit is how many issues an incident may have; the contract shows 100 at most.
var issueLimit = setting.Declare("intake.incident_limit", 100, "product default; set by the district", setting.Between(2, 100))
