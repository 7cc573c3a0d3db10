package extension

import "github.com/haolinju/haolinju/internal/platform/setting"

const article = "接诉即办工作条例 art. 15: a lawful extension; how often and how long is set by the district"

var (
	// most is how often one duty may be extended.
	most = setting.Declare("dispatch.extensions", 2, article, setting.Between(0, 9))
	// mostDays is by how many days one extension may move a due time.
	mostDays = setting.Declare("dispatch.extension_days", 30, article, setting.Between(1, 366))
)
