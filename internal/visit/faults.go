package visit

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about visits may fail with, beside the faults of the platform.
var (
	ErrDutyNotOpen = fault.New(fault.WrongState, "VISIT_DUTY_NOT_OPEN",
		"该任务尚未派发或已结束，不能登记到场", "the duty is not sent yet, or over")
	ErrCoordinates = fault.New(fault.Invalid, "VISIT_COORDINATES",
		"到场记录须有定位", "a visit has coordinates")
	ErrExists = fault.New(fault.Conflict, "VISIT_EXISTS",
		"该到场记录编号已被使用", "the visit id is taken")
	ErrRequired = fault.New(fault.WrongState, "VISIT_REQUIRED",
		"主办单位须先有符合要求的到场记录，或经派单人员免除", "the lead was not on the spot yet, as its record has to show, and is not let off it")
	ErrNotOwed = fault.New(fault.WrongState, "VISIT_NOT_OWED",
		"该任务无须到场记录，或已到场、已免除", "no visit is demanded, or it was made or waived already")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"visit_pkey": ErrExists.On("visit_id")}
