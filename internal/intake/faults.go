package intake

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call of IntakeService may fail with, beside the faults of the platform.
var (
	ErrPlaceRequired = fault.New(fault.Invalid, "PLACE_REQUIRED",
		"请提供地点：登记地点、坐标或地址", "give a registered place, coordinates or an address")
	ErrPlaceUnknown = fault.New(fault.Invalid, "ISSUE_PLACE_UNKNOWN",
		"登记地点不存在", "the registered place does not exist")
	ErrCategoryUnknown = fault.New(fault.Invalid, "CATEGORY_UNKNOWN",
		"诉求分类不存在", "the category does not exist")
	ErrNamedOnly = fault.New(fault.Invalid, "CATEGORY_NAMED_ONLY",
		"该分类不受理匿名诉求", "the category takes no anonymous issues")
	ErrDraftTime = fault.New(fault.Invalid, "DRAFT_TIME",
		"起草时间不能晚于现在，也不能过早", "a draft was written neither in the future nor too long ago")
	ErrNoOrder = fault.New(fault.WrongState, "ORDER_NOT_NEEDED",
		"此类诉求无须派单", "an issue of this kind needs no order")
	ErrCategoryClosed = fault.New(fault.Invalid, "CATEGORY_CLOSED",
		"该分类已停止受理", "the category takes no new issues")
	ErrUnitUnknown = fault.New(fault.Invalid, "ISSUE_UNIT_UNKNOWN",
		"单位不存在", "the unit does not exist")
	ErrTerritoryRequired = fault.New(fault.Invalid, "TERRITORY_REQUIRED",
		"请指明诉求所属的社区、村或街道", "name the community, village or sub-district")
	ErrContactForbidden = fault.New(fault.Invalid, "CONTACT_FORBIDDEN",
		"匿名诉求不能填写联系人", "an anonymous issue carries no contact")
	ErrContactUnknown = fault.New(fault.Invalid, "CONTACT_UNKNOWN",
		"该诉求没有留下此项联系信息", "the issue has no such contact value")
	ErrChannelForStaff = fault.New(fault.Denied, "CHANNEL_FOR_STAFF",
		"该渠道仅供工作人员代为登记", "only staff may file by this channel")
	ErrIssueExists = fault.New(fault.Conflict, "ISSUE_EXISTS",
		"该诉求编号已被使用", "the issue id is taken")

	ErrOrderRequired = fault.New(fault.WrongState, "ORDER_REQUIRED",
		"此类诉求须派单办理，不能直接答复", "an issue of this kind needs an order and cannot be answered at once")
	ErrLeadRequired = fault.New(fault.Invalid, "LEAD_REQUIRED",
		"请指定主办单位", "name the lead unit")
	ErrUnitTwice = fault.New(fault.Invalid, "ISSUE_UNIT_TWICE",
		"主办单位不能同时协办", "the lead unit cannot assist as well")
	ErrDueInPast = fault.New(fault.Invalid, "ISSUE_DUE_IN_PAST",
		"办理时限必须晚于当前时间", "the due time must be in the future")

	ErrLimitRuns = fault.New(fault.WrongState, "LIMIT_RUNS",
		"办理时限尚未届满，暂不回访", "nobody has replied, and the time for an outcome is not over")
	ErrCallbackOwed = fault.New(fault.WrongState, "CALLBACK_OWED",
		"须先回访诉求人", "the resident is to be called back first")
	ErrCallerIsHandler = fault.New(fault.Denied, "CALLER_IS_HANDLER",
		"反馈人不能自行回访", "who replied may not call back")
	ErrCloseReasonRequired = fault.New(fault.Invalid, "CLOSE_REASON_REQUIRED",
		"诉求人认为未解决或不满意，或者不属职责、受客观条件限制的，办结须说明理由",
		"the resident says unsolved or dissatisfied, or it is out of remit or beyond what can be done: closing needs a reason")
	ErrNotSolved = fault.New(fault.WrongState, "NOT_SOLVED",
		"诉求人认为未解决，不能以已解决办结", "the resident says that it is not solved: it is not closed as solved")
	ErrReopenTooLate = fault.New(fault.WrongState, "REOPEN_TOO_LATE",
		"已超过可重办的期限", "the time for reopening is over")
	ErrNotPending = fault.New(fault.WrongState, "REOPENING_NOT_PENDING",
		"没有待决定的重办", "no reopening waits for a decision")
	ErrUrgeOpen = fault.New(fault.WrongState, "URGE_OPEN",
		"上次催办尚未答复", "the last urge has no answer yet")
	ErrUrgedRecently = fault.New(fault.WrongState, "URGED_RECENTLY",
		"距上次催办时间过短", "the last urge is too recent")
	ErrNoUrge = fault.New(fault.WrongState, "URGE_NONE",
		"没有待答复的催办", "no urge waits for an answer")
	ErrAlreadyRated = fault.New(fault.Conflict, "ISSUE_ALREADY_RATED",
		"您已评价过该诉求", "you have rated this issue already")
)

// Constraints says what the breach of a named constraint means to a caller. The checks behind the rules of rules.go are
// not here: their breach would be a mistake of ours.
var Constraints = map[string]error{
	"issue_pkey":              ErrIssueExists.On("issue_id"),
	"issue_category_category": ErrCategoryUnknown.On("issue.category"),
	"issue_place_place":       ErrPlaceUnknown.On("issue.place"),
}
