package setting

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a change of a setting may fail with.
var (
	ErrInvalid = fault.New(fault.Invalid, "SETTING_INVALID",
		"设置的值类型不符或超出允许范围", "the value is not of the declared type or is out of its bounds")
	ErrPast = fault.New(fault.Invalid, "SETTING_IN_PAST",
		"设置不能追溯生效", "a setting cannot begin in the past")
	ErrValueExists = fault.New(fault.Conflict, "SETTING_VALUE_EXISTS",
		"该时刻已有其他值开始生效", "another value begins at that time")
	ErrBegun = fault.New(fault.WrongState, "SETTING_BEGUN",
		"该值已开始生效，不能撤销", "the value has begun and can no longer be taken back")
	ErrCancelled = fault.New(fault.WrongState, "SETTING_CANCELLED",
		"该值已撤销", "the value has been taken back already")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"setting_one_at_a_time": ErrValueExists.On("valid_from")}
