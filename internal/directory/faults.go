package directory

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong in the directory beyond the faults that every capability knows.
var (
	ErrUnitParent = fault.New(fault.Invalid, "UNIT_PARENT_NOT_ALLOWED",
		"该类单位不能设在此上级之下", "a unit of this kind cannot stand there")
	ErrUnitCodeTaken = fault.New(fault.Conflict, "UNIT_CODE_TAKEN",
		"该单位代码已被使用", "the unit code is in use")
	ErrUnitCodeInvalid = fault.New(fault.Invalid, "UNIT_CODE_INVALID",
		"单位代码不符合该类单位的格式", "the code is not of the form that a unit of this kind carries")
	ErrUnitKind = fault.New(fault.Invalid, "UNIT_KIND_NOT_ALLOWED",
		"下级单位不能设在该类单位之下", "the units below it cannot stand below a unit of this kind")
	ErrBeyondHistory = fault.New(fault.Invalid, "BEYOND_HISTORY",
		"时间早于建区或晚于现在", "the time lies before the district was founded or in the future")
	ErrPlaceUnit = fault.New(fault.Invalid, "PLACE_UNIT_NOT_ALLOWED",
		"地点须属于街道、地区、镇、乡、社区或村", "a place stands on the ground of a sub-district, community or village")
	ErrPlaceParent = fault.New(fault.Invalid, "PLACE_PARENT_NOT_ALLOWED",
		"该类地点不能设在此上级地点之内", "a place of this kind cannot stand there")
	ErrTenantNotForTests = fault.New(fault.WrongState, "TENANT_NOT_FOR_TESTS",
		"只有测试区可以设置时钟", "only the clock of a district made for tests can be set")
	ErrClockBackward = fault.New(fault.Invalid, "CLOCK_BACKWARD",
		"时钟不能拨回", "the clock cannot be set back")
	ErrClockTooFar = fault.New(fault.Invalid, "CLOCK_TOO_FAR",
		"时钟最多拨快四百天", "the clock can be 400 days ahead at most")
)
