package timeline

import "github.com/haolinju/haolinju/internal/platform/setting"

// pins is how many entries of a dispatch are pinned at most.
var pins = setting.Declare("dispatch.timeline_pins", 5, "habit: what is pinned is read at a glance; set by the district", setting.Between(1, 50))
