package operation

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls about operations, and operations themselves, may fail with.
var (
	ErrOver = fault.New(fault.WrongState, "OPERATION_OVER",
		"任务已结束", "the operation has ended")
	ErrTooMany = fault.New(fault.Limited, "TOO_MANY_OPERATIONS",
		"未完成的任务过多，请等待其完成", "too many of your operations are unfinished; wait for them to end")
	ErrLost = fault.New(fault.Unavailable, "OPERATION_LOST",
		"任务多次中断，未能完成", "the work was interrupted too often and has been given up")
)
