package reply

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a talk or a reply may fail with, beside the faults of the platform and of issues.
var (
	ErrContactRequired = fault.New(fault.Invalid, "CONTACT_REQUIRED",
		"反馈前须先联系诉求人", "record the talk with the resident before replying")
	ErrContactInFuture = fault.New(fault.Invalid, "CONTACT_IN_FUTURE",
		"联系时间不能晚于当前时间", "the talk cannot lie in the future")
	ErrContactImpossible = fault.New(fault.WrongState, "CONTACT_IMPOSSIBLE",
		"匿名诉求无法联系诉求人", "nobody knows who reported an anonymous issue")
)
