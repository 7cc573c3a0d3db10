package task

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about tasks may fail with, beside the faults of the platform.
var (
	ErrOpen = fault.New(fault.WrongState, "TASKS_OPEN",
		"尚有必办任务未完成", "a task that is required is not done yet")
	ErrIssueOver = fault.New(fault.WrongState, "TASK_ISSUE_OVER",
		"该诉求已结束", "the issue is over")
	ErrUnit = fault.New(fault.Invalid, "TASK_UNIT",
		"该单位既非诉求属地也不承办该诉求", "the unit has nothing to do with the issue")
	ErrOwner = fault.New(fault.Invalid, "TASK_OWNER",
		"责任人须在该单位任职", "the owner does not work in the unit")
	ErrDueTime = fault.New(fault.Invalid, "TASK_DUE_TIME",
		"完成时限须晚于当前时间", "the due time must lie ahead")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"task_pkey": fault.ErrConflict.On("task_id")}
