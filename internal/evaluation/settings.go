package evaluation

import (
	"github.com/haolinju/haolinju/internal/platform/feature"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// A district may switch the whole capability off.
var _ = feature.Declare("evaluation", true, "评优评先", "evaluation and honours")

var (
	publicityDays = setting.Declare("evaluation.publicity.working_days", 5,
		"practice of 评优评先 publicity, five working days (domain.md section 6)", setting.Between(0, 365))
	sheetsNeeded = setting.Declare("evaluation.review.sheets_per_nomination", 1,
		"product default: one submitted sheet (domain.md section 6, panel scoring)", setting.Between(1, 100))
	nominationsTaken = setting.Declare("evaluation.nomination.per_campaign", 1000,
		"product default: bound of one ranking", setting.Between(1, 10_000))
)
