package workload

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about handlers may fail with, beside the faults of the platform.
var (
	ErrDutyNotOpen = fault.New(fault.WrongState, "HANDLER_DUTY_NOT_OPEN",
		"该任务尚未派发或已结束", "the duty is not sent yet, or over")
	ErrSet = fault.New(fault.Conflict, "HANDLER_SET",
		"该任务已有承办人；如需更换，请指定人员", "somebody handles the duty already; to change that, name somebody")
	ErrSame = fault.New(fault.Conflict, "HANDLER_SAME",
		"该任务已由此人承办", "he handles the duty already")
	ErrUnfit = fault.New(fault.Invalid, "HANDLER_UNFIT",
		"该人员不在本单位任职，或正在外出", "the person does not work in the unit, or is away")
	ErrConflict = fault.New(fault.WrongState, "HANDLER_CONFLICT",
		"该人员须回避", "the person has an interest in the matter")
	ErrNone = fault.New(fault.WrongState, "HANDLER_NONE",
		"没有可以承办的人员", "there is nobody who can handle it")
	ErrAbsenceTime = fault.New(fault.Invalid, "ABSENCE_TIME",
		"外出须结束于开始之后，且尚未结束", "an absence ends after it begins, and has not ended yet")
	ErrOverlap = fault.New(fault.Conflict, "ABSENCE_OVERLAP",
		"该人员在此期间已登记外出", "the person is away in that time already")
	ErrCycle = fault.New(fault.Invalid, "ABSENCE_CYCLE",
		"替岗人员在此期间又由本人替岗", "the replacement would be replaced by whom he replaces")
	ErrOver = fault.New(fault.WrongState, "ABSENCE_OVER",
		"该外出尚未开始、已结束或已取消", "the absence has not begun, or is over")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"absence_pkey":           fault.ErrConflict.On("absence_id"),
	"absence_no_overlap":     ErrOverlap.On("absence.start_time"),
	"absence_not_by_himself": ErrCycle.On("absence.replacement"),
	"capacity_of_person":     fault.ErrStale,
}
