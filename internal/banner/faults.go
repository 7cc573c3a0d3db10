package banner

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls may fail with, beside the faults of the platform.
var (
	ErrTime = fault.New(fault.Invalid, "BANNER_TIME",
		"结束时间须晚于开始时间和当前时间", "it must end after it begins, and after now")
	ErrAudience = fault.New(fault.Invalid, "BANNER_AUDIENCE",
		"面向所有人的公告不能限定单位，只有面向工作人员的公告可以限定角色", "a banner for everybody has no units, and one that is not for staff no roles")
	ErrUnitUnknown = fault.New(fault.Invalid, "BANNER_UNIT_UNKNOWN",
		"单位不存在", "the unit does not exist")
)
