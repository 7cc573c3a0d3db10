package retrospective

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about retrospectives may fail with, beside the faults of the platform.
var (
	ErrMatter = fault.New(fault.Invalid, "RETROSPECTIVE_MATTER",
		"须指定一件诉求或一张派单，二者择一", "it looks back on an issue or on a dispatch: give one of the two")
	ErrTooEarly = fault.New(fault.WrongState, "RETROSPECTIVE_TOO_EARLY",
		"该事项尚未办结，不能复盘", "the matter is not over yet")
	ErrNoSubDistrict = fault.New(fault.WrongState, "RETROSPECTIVE_NO_SUB_DISTRICT",
		"该诉求不属于任何街道（乡镇）", "the issue lies in no sub-district")
	ErrOpen = fault.New(fault.Conflict, "RETROSPECTIVE_OPEN",
		"该事项已在复盘中", "it is looked back on already")
	ErrOwnUnit = fault.New(fault.Invalid, "RETROSPECTIVE_OWN_UNIT",
		"牵头街道无须列为参与单位", "the sub-district takes part anyway")
	ErrUnit = fault.New(fault.Invalid, "RETROSPECTIVE_UNIT",
		"该单位未参与复盘", "the unit takes no part in it")
	ErrDueTime = fault.New(fault.Invalid, "FOLLOW_UP_DUE_TIME",
		"整改时限须晚于当前时间", "the due time must lie ahead")
	ErrTooManyFindings = fault.New(fault.WrongState, "TOO_MANY_FINDINGS",
		"复盘发现已达上限", "it has as many findings as it may")
	ErrTooManyFollowUps = fault.New(fault.WrongState, "TOO_MANY_FOLLOW_UPS",
		"整改任务已达上限", "it has as many follow-ups as it may")
	ErrNoCause = fault.New(fault.WrongState, "CAUSE_MISSING",
		"尚未查明原因，不能完成复盘", "it is closed once a cause was found")
	ErrNoFollowUp = fault.New(fault.WrongState, "FOLLOW_UP_MISSING",
		"有须改进事项的，须安排整改任务", "something must change, and nothing follows")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"retrospective_pkey":            fault.ErrConflict.On("retrospective_id"),
	"retrospective_one_of_issue":    ErrOpen.On("retrospective.issue"),
	"retrospective_one_of_dispatch": ErrOpen.On("retrospective.dispatch"),
	"follow_up_pkey":                fault.ErrConflict.On("follow_up_id"),
}
