package dispatch

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call of DispatchService may fail with, beside the faults of the platform.
var (
	ErrOneLead = fault.New(fault.Invalid, "ONE_LEAD",
		"主办单位有且只有一个；更换主办请指定新的主办单位", "exactly one unit leads; to change it, name another lead")
	ErrUnitTwice = fault.New(fault.Conflict, "DISPATCH_UNIT_TWICE",
		"同一单位不能重复派发", "a unit is called once")
	ErrUnitUnknown = fault.New(fault.Invalid, "DISPATCH_UNIT_UNKNOWN",
		"单位不存在", "there is no such unit")
	ErrIssueUnknown = fault.New(fault.Invalid, "DISPATCH_ISSUE_UNKNOWN",
		"诉求不存在或不属于发起街道（乡镇）", "there is no such issue in the sub-district that calls")
	ErrNotAStreet = fault.New(fault.Invalid, "NOT_A_STREET",
		"只有街道、地区、镇、乡可以派单和吹哨", "only a sub-district, area office, town or township calls units")
	ErrDueInPast = fault.New(fault.Invalid, "DISPATCH_DUE_IN_PAST",
		"办结时限须至少在一分钟之后", "the due time must be at least a minute ahead")
	ErrNotAWhistle = fault.New(fault.WrongState, "NOT_A_WHISTLE",
		"派单无需审核和报到", "an order has no review and no report-in")
	ErrReviewRequired = fault.New(fault.WrongState, "REVIEW_REQUIRED",
		"吹哨须经审核后派发", "a whistle goes out by its review")
	ErrOwnDispatch = fault.New(fault.Denied, "OWN_DISPATCH",
		"代理他人职务时，不能审核本人或被代理人提出的吹哨", "in somebody's stead nobody reviews what he, or who is absent, has asked for")
	ErrReviewNotPending = fault.New(fault.WrongState, "REVIEW_NOT_PENDING",
		"没有待审核的事项", "no review is pending")
	ErrAssignmentsOpen = fault.New(fault.WrongState, "ASSIGNMENTS_OPEN",
		"仍有单位未办结，不能销哨", "a unit that must act is still open")
	ErrOver = fault.New(fault.WrongState, "DISPATCH_OVER",
		"已销哨或取消的事项不能退回重办", "nothing is sent back of a dispatch that is cleared or called off")
	ErrSameRole = fault.New(fault.Conflict, "SAME_ROLE",
		"该单位已是此角色", "the unit has that role already")
	ErrReportInRequired = fault.New(fault.WrongState, "REPORT_IN_REQUIRED",
		"吹哨须先报到", "a whistle is reported in first")
	ErrReturnPending = fault.New(fault.WrongState, "RETURN_PENDING",
		"该单位的派单异议尚未作出决定", "the unit asks to give its duty back, and that is not decided")
	ErrForceReason = fault.New(fault.Invalid, "FORCE_REASON_REQUIRED",
		"退回次数已用完，指定主办单位须说明理由", "it was given back as often as is allowed: say why this lead is forced on it")
	ErrReblown = fault.New(fault.Conflict, "DISPATCH_REBLOWN",
		"该派单已再次发起，请从后一张继续", "it was blown anew already: go on from its successor")
	ErrForceTooEarly = fault.New(fault.WrongState, "FORCE_TOO_EARLY",
		"退回次数用完前不能强制指定主办单位", "a lead is forced on it only once it was given back as often as is allowed")
)

// Constraints is what the breach of each named constraint means to a caller. The checks behind the rules of rules.go are
// not here: their breach would be a mistake of ours.
var Constraints = map[string]error{
	"dispatch_pkey":           fault.ErrConflict.On("dispatch_id"),
	"dispatch_reblown_once":   ErrReblown,
	"assignment_one_lead":     ErrOneLead,
	"assignment_one_per_unit": ErrUnitTwice,
}
