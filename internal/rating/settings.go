package rating

import "github.com/haolinju/haolinju/internal/platform/setting"

const article = "接诉即办工作条例 art. 33: the double appraisal; values by common practice, set by the district"

var (
	// days is how many days after the first rating of a duty the ratings are published at the latest.
	days = setting.Declare("dispatch.rating_days", 7, article, setting.Between(1, 90))
	// appealDays is for how many days from its publication the rated side may appeal.
	appealDays = setting.Declare("dispatch.rating_appeal_days", 7, article, setting.Between(1, 90))
)
