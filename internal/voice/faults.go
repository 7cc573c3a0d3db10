package voice

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about voices may fail with, beside the faults of the platform.
var (
	ErrPlaceRequired = fault.New(fault.Invalid, "DUPLICATE_PLACE_REQUIRED",
		"请提供坐标，或有坐标的登记地点", "give coordinates, or a registered place that has some")
	ErrOwnIssue = fault.New(fault.WrongState, "OWN_ISSUE",
		"不能附议自己的诉求", "the issue is your own")
	ErrAlreadyJoined = fault.New(fault.Conflict, "ALREADY_JOINED",
		"您已附议该诉求", "you have joined this issue")
	ErrOriginalUnfit = fault.New(fault.Invalid, "ORIGINAL_UNFIT",
		"主单须为同一街道另一件在办诉求", "the original must be another issue of the same sub-district that is in work")
)

// Constraints is what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"voice_once": ErrAlreadyJoined}
