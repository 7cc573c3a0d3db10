package privacy

import "github.com/haolinju/haolinju/internal/platform/setting"

var (
	// requestDays is within how many days a request of a person is answered.
	requestDays = setting.Declare("privacy.request_days", 30, "GB/T 35273-2020, 8.7: within thirty days")
	// exportDays is for how many days the file of an export can be fetched.
	exportDays = setting.Declare("privacy.export_days", 7, "product default; set by the district")
	// retentionDays is for how many days data of a kind are kept after they have ended.
	retentionDays = setting.Declare("privacy.retention_days", map[string]int{
		"issue.contact": 3 * 365, "hotline_order.extra": 3 * 365, "reading": 3 * 365, "restriction.words": 3 * 365, "visit.position": 365,
	}, "PIPL art. 19: the shortest time that the purpose needs; three years follow the general limitation period of the Civil Code, art. 188, one for where somebody was")
)
