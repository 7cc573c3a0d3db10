package staffing

import "github.com/haolinju/haolinju/internal/platform/fault"

// What can go wrong with memberships and roles beyond the faults that every capability knows.
var (
	ErrRoleUnknown = fault.New(fault.Invalid, "ROLE_UNKNOWN",
		"角色不存在", "there is no such role")
	ErrRoleTooWide = fault.New(fault.Denied, "ROLE_TOO_WIDE",
		"该角色的权限超出您的权限范围", "the role reaches further than your own permissions do")
	ErrRoleCodeTaken = fault.New(fault.Conflict, "ROLE_CODE_TAKEN",
		"该角色代码已被使用", "the role code is in use")
	ErrPermissionUnknown = fault.New(fault.Invalid, "PERMISSION_UNKNOWN",
		"没有此权限", "there is no such permission")
	ErrRoleDutyPlanned = fault.New(fault.WrongState, "ROLE_DUTY_PLANNED",
		"角色的管理员职责只能立即变更，且须先撤销未生效的变更", "the duty of a role changes at once, and while no change is planned")
	ErrDutiesMixed = fault.New(fault.Invalid, "DUTIES_MIXED",
		"同一角色不能兼有系统、安全、审计管理员中的两种职责", "a role cannot hold two of the duties of system, security and audit administrators")
	ErrDutiesHeldTogether = fault.New(fault.Conflict, "DUTIES_HELD_TOGETHER",
		"同一人员不能同时担任系统、安全、审计管理员中的两种", "nobody answers for two of the duties of system, security and audit administrators")
	ErrMembershipExists = fault.New(fault.Conflict, "MEMBERSHIP_EXISTS",
		"该人员在此单位的同一角色时间重叠", "the person holds that role there in a part of that time")
	ErrMembershipSpan = fault.New(fault.Invalid, "MEMBERSHIP_SPAN_INVALID",
		"任职结束时间不能早于开始时间", "a membership cannot end before it begins")
	ErrMembershipEnded = fault.New(fault.WrongState, "MEMBERSHIP_ENDED",
		"任职已结束", "the membership is over")
	ErrSubstituteUnfit = fault.New(fault.Invalid, "SUBSTITUTE_UNFIT",
		"被代理职务或代理人的职务不符合要求", "one of the two offices does not fit: see the rules of substitutions")
	ErrSubstitutionSpan = fault.New(fault.Invalid, "SUBSTITUTION_SPAN_INVALID",
		"代理时间须从现在或以后开始，且不超过允许的最长期限", "a substitution begins now or later and lasts no longer than the district allows")
	ErrSubstitutionExists = fault.New(fault.Conflict, "SUBSTITUTION_EXISTS",
		"该职务在此期间已有代理人", "somebody stands in for that office in a part of that time")
	ErrSubstitutionEnded = fault.New(fault.WrongState, "SUBSTITUTION_ENDED",
		"代理已结束", "the substitution is over")
)
