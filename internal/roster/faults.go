package roster

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about duty rosters may fail with, beside the faults of the platform.
var (
	ErrOverlap = fault.New(fault.Conflict, "DUTY_SHIFTS_OVERLAP",
		"同一岗位的值班时间重叠", "somebody holds the post at the time already")
	ErrShiftTime = fault.New(fault.Invalid, "DUTY_SHIFT_TIME",
		"班次须结束于开始之后、尚未结束，且不超过允许的时长", "a shift ends after it begins, has not ended yet, and lasts no longer than is allowed")
	ErrUnfit = fault.New(fault.Invalid, "DUTY_PERSON_UNFIT",
		"该人员不在本单位任职，或不能担任该岗位", "the person does not work in the unit, or cannot hold the post")
	ErrBegun = fault.New(fault.WrongState, "DUTY_ROSTER_BEGUN",
		"值班表已经开始执行", "the roster has begun")
	ErrOver = fault.New(fault.WrongState, "DUTY_SHIFT_OVER",
		"该班次已经结束", "the shift is over")
	ErrNotOnDuty = fault.New(fault.Denied, "NOT_ON_DUTY",
		"现由值班领导审核", "the leader on duty reviews it")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"duty_roster_pkey":      fault.ErrConflict.On("duty_roster_id"),
	"duty_shift_no_overlap": ErrOverlap.On("duty_roster.shifts"),
}
