package hold

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about holds may fail with, beside the faults of the platform.
var (
	ErrReviewDate = fault.New(fault.Invalid, "REVIEW_DATE",
		"复查日期须在明天之后、规定天数之内", "the review must lie after today and within the days that are allowed")
	ErrUnitUnknown = fault.New(fault.Invalid, "HOLD_UNIT_UNKNOWN",
		"责任单位不存在", "the owner unit does not exist")
)
