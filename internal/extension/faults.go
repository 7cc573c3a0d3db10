package extension

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about extensions may fail with, beside the faults of the platform.
var (
	ErrBeforeSigning = fault.New(fault.WrongState, "EXTENSION_BEFORE_SIGNING",
		"签收后方可申请延期", "more time is asked for after signing")
	ErrPending = fault.New(fault.Conflict, "EXTENSION_PENDING",
		"已有待审批的延期申请", "an extension is pending already")
	ErrUsedUp = fault.New(fault.WrongState, "EXTENSIONS_USED_UP",
		"延期次数已用完", "it may not be extended any more")
	ErrDueTime = fault.New(fault.Invalid, "EXTENSION_DUE_TIME",
		"申请的时限须晚于当前时限，且不超过允许延长的天数", "the asked time must be later than the due time, by no more than the days that are allowed")
	ErrNotPending = fault.New(fault.WrongState, "EXTENSION_NOT_PENDING",
		"没有待审批的延期申请", "no extension is pending")
	ErrOwnExtension = fault.New(fault.Denied, "OWN_EXTENSION",
		"不能审批本人提出的延期申请", "nobody decides what he has asked for himself")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"extension_one_pending": ErrPending,
	"extension_by_another":  ErrOwnExtension,
}
