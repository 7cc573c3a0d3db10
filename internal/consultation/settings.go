package consultation

import "github.com/haolinju/haolinju/internal/platform/setting"

const article = "接诉即办工作条例 art. 12: consultation before dispatch; values by common practice, set by the district"

var (
	// hours is in how many hours opinions are due where nobody says when.
	hours = setting.Declare("dispatch.consultation_hours", 24, article, setting.Between(1, 720))
	// days is how many days ahead they may be due at most.
	days = setting.Declare("dispatch.consultation_days", 7, article, setting.Between(1, 60))
)
