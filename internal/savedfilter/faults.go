package savedfilter

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about saved filters may fail with, beside the faults of the platform.
var (
	ErrUnit = fault.New(fault.Invalid, "SAVED_FILTER_UNIT",
		"只能共享给本人任职的单位", "a filter is shared with a unit in which you work")
	ErrExists = fault.New(fault.Conflict, "SAVED_FILTER_EXISTS",
		"该筛选编号已被使用", "the filter id is taken")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"saved_filter_pkey": ErrExists.On("saved_filter_id")}
