package closing

import "github.com/haolinju/haolinju/internal/platform/setting"

const source = "接诉即办工作条例 art. 35: handling in word only is answered for; what hints at it is set by the district"

var (
	// hastySeconds is within how many seconds after the signature a reply is hasty; 0 for never.
	hastySeconds = setting.Declare("insight.hasty_closing_seconds", 300, source, setting.Between(0, 86400))
	// copiedPercent is how alike two replies are of which one is a copy; 0 for never.
	copiedPercent = setting.Declare("insight.copied_reply_percent", 95, source, setting.Between(0, 100))
	// copiedDays is for how many days a reply is compared with earlier ones.
	copiedDays = setting.Declare("insight.copied_reply_days", 90, source, setting.Between(1, 366))
)
