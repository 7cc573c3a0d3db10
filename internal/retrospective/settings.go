package retrospective

import "github.com/haolinju/haolinju/internal/platform/setting"

// days is in how many days a follow-up is due where nobody says when.
var days = setting.Declare("dispatch.follow_up_days", 30, "product default; set by the district", setting.Between(1, 366))
