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
	ErrPlaceUnit = fault.New(fault.Invalid, "PLACE_UNIT_NOT_ALLOWED",
		"地点须属于街道、地区、镇、乡、社区或村", "a place stands on the ground of a sub-district, community or village")
	ErrPlaceParent = fault.New(fault.Invalid, "PLACE_PARENT_NOT_ALLOWED",
		"该类地点不能设在此上级地点之内", "a place of this kind cannot stand there")
	ErrRoleUnknown = fault.New(fault.Invalid, "ROLE_UNKNOWN",
		"角色不存在", "there is no such role")
	ErrRoleTooWide = fault.New(fault.Denied, "ROLE_TOO_WIDE",
		"该角色的权限超出您的权限范围", "the role reaches further than your own permissions do")
	ErrRoleCodeTaken = fault.New(fault.Conflict, "ROLE_CODE_TAKEN",
		"该角色代码已被使用", "the role code is in use")
	ErrPermissionUnknown = fault.New(fault.Invalid, "PERMISSION_UNKNOWN",
		"没有此权限", "there is no such permission")
	ErrDutiesMixed = fault.New(fault.Invalid, "DUTIES_MIXED",
		"同一角色不能兼有系统、安全、审计管理员中的两种职责", "a role cannot hold two of the duties of system, security and audit administrators")
	ErrDutiesHeldTogether = fault.New(fault.Conflict, "DUTIES_HELD_TOGETHER",
		"同一人员不能同时担任系统、安全、审计管理员中的两种", "nobody answers for two of the duties of system, security and audit administrators")
	ErrTenantNotForTests = fault.New(fault.WrongState, "TENANT_NOT_FOR_TESTS",
		"只有测试区可以设置时钟", "only the clock of a district made for tests can be set")
	ErrClockBackward = fault.New(fault.Invalid, "CLOCK_BACKWARD",
		"时钟不能拨回", "the clock cannot be set back")
	ErrClockTooFar = fault.New(fault.Invalid, "CLOCK_TOO_FAR",
		"时钟最多拨快四百天", "the clock can be 400 days ahead at most")
	ErrMembershipExists = fault.New(fault.Conflict, "MEMBERSHIP_EXISTS",
		"该人员在此单位的同一角色时间重叠", "the person holds that role there in a part of that time")
	ErrMembershipSpan = fault.New(fault.Invalid, "MEMBERSHIP_SPAN_INVALID",
		"任职结束时间不能早于开始时间", "a membership cannot end before it begins")
	ErrMembershipEnded = fault.New(fault.WrongState, "MEMBERSHIP_ENDED",
		"任职已结束", "the membership is over")
	ErrCategoryCodeTaken = fault.New(fault.Conflict, "CATEGORY_CODE_TAKEN",
		"该分类代码已被使用", "the category code is in use")
	ErrCategoryNotEmpty = fault.New(fault.WrongState, "CATEGORY_NOT_EMPTY",
		"该分类之下尚有分类", "other categories stand below it")
	ErrCategoryParentDeleted = fault.New(fault.WrongState, "CATEGORY_PARENT_DELETED",
		"上级分类已删除", "the category above is deleted")
)
