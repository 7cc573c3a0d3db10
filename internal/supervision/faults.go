package supervision

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about supervisions may fail with, beside the faults of the platform.
var (
	ErrNothing = fault.New(fault.WrongState, "NOTHING_TO_SUPERVISE",
		"该单位没有待办的事项", "nothing is open that could be supervised")
	ErrUnanswered = fault.New(fault.WrongState, "SUPERVISION_UNANSWERED",
		"督办须经回复后方可解除", "an order of supervision is released only once it was answered")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"supervision_pkey": fault.ErrConflict.On("supervision_id")}
