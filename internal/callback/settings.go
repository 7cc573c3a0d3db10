package callback

import "github.com/haolinju/haolinju/internal/platform/setting"

const habit = "product default; set by the district"

var (
	// share is how many of a hundred replies are called back. Below 100 a draw of each day decides which.
	share = setting.Declare("callback.share", 100, "接诉即办工作条例 art. 23: callbacks when the limit has expired; set by the district", setting.Between(1, 100))
	// mostTries is after how many tries without an answer a task is given up.
	mostTries = setting.Declare("callback.most_tries", 3, habit, setting.Between(1, 20))
)
