package objection

import "github.com/haolinju/haolinju/internal/platform/setting"

const article = "接诉即办工作条例 art. 12: the review of objections; values by common practice, set by the district"

var (
	// hours is within how many hours from delivery a unit may object.
	hours = setting.Declare("dispatch.objection_hours", 24, article, setting.Between(1, 720))
	// byStreet is how many objections of one matter the street rules on; those after are the district's.
	byStreet = setting.Declare("dispatch.street_objections", 1, article, setting.Between(0, 9))
	// returns is how often one matter may be given back.
	returns = setting.Declare("dispatch.returns", 2, article, setting.Between(0, 9))
	// precedentDays is for how many days a ruling of the district holds for like matters.
	precedentDays = setting.Declare("dispatch.precedent_days", 365, article, setting.Between(0, 3660))
)
