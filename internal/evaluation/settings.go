package evaluation

import "github.com/haolinju/haolinju/internal/platform/setting"

var (
	publicityDays = setting.Declare("evaluation.publicity.working_days", 5,
		"practice of 评优评先 publicity, five working days (domain.md section 6)")
	sheetsNeeded = setting.Declare("evaluation.review.sheets_per_nomination", 1,
		"product default: one submitted sheet (domain.md section 6, panel scoring)")
	nominationsTaken = setting.Declare("evaluation.nomination.per_campaign", 1000,
		"product default: bound of one ranking")
)
