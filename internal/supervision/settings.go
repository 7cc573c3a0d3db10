package supervision

import "github.com/haolinju/haolinju/internal/platform/setting"

// replyHours is within how many hours a unit answers an order of supervision.
var replyHours = setting.Declare("dispatch.supervision_reply", 24, "common practice; set by the district", setting.Between(1, 720))
