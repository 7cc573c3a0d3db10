package handover

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about hand-overs may fail with, beside the faults of the platform.
var (
	ErrOffered = fault.New(fault.Conflict, "HAND_OVER_OFFERED",
		"已有待接收的移交", "the duty is offered to a unit already")
	ErrInformed = fault.New(fault.WrongState, "HAND_OVER_INFORMED",
		"知会单位没有可移交的事项", "a unit that is only informed has nothing to hand over")
	ErrNotOffered = fault.New(fault.WrongState, "HAND_OVER_NOT_OFFERED",
		"没有待接收的移交", "no duty is offered")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"hand_over_one_offered": ErrOffered}
