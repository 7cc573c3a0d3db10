package callback

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about callbacks may fail with, beside the faults of the platform.
var (
	// ErrCallbackAnswers is returned for a callback that says more or less than it has reached.
	ErrCallbackAnswers = fault.New(fault.Invalid, "CALLBACK_ANSWERS",
		"有效回访须填写是否联系、是否解决、是否满意；无效回访不得填写", "a valid callback has all three answers, another has none")
	// ErrHandler is returned to who has replied and wants to take on the callback.
	ErrHandler = fault.New(fault.WrongState, "CALLBACK_TASK_OF_HANDLER",
		"承办人不得回访自己办理的诉求", "who replied does not call back")
	// ErrTaken is returned for a task that somebody else has taken on.
	ErrTaken = fault.New(fault.WrongState, "CALLBACK_TASK_TAKEN",
		"该回访任务已由他人领取", "somebody else has taken the task on")
)
