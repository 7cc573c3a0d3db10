package feed

import "github.com/haolinju/haolinju/internal/platform/setting"

// maxReplay is the longest replay that a district can set, in days.
const maxReplay = 366

// replayDays is for how long back events are told, in days.
var replayDays = setting.Declare("integration.replay_days", 30, "product default; set by the district", setting.Between(1, maxReplay))
