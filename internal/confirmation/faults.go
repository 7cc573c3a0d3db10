package confirmation

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about joint confirmations may fail with, beside the faults of the platform.
var (
	ErrNotDue = fault.New(fault.WrongState, "CONFIRMATION_NOT_DUE",
		"诉求反馈后且有人附议时，方可发起共同确认", "those who joined an issue are asked once it was replied to")
	ErrPending = fault.New(fault.WrongState, "CONFIRMATION_PENDING",
		"该诉求正在共同确认中", "those who joined this issue are being asked")
	ErrAnswered = fault.New(fault.Conflict, "ALREADY_ANSWERED",
		"您已作出确认", "you have answered already")
	ErrOver = fault.New(fault.WrongState, "CONFIRMATION_OVER",
		"共同确认已结束", "the joint confirmation is over")
	ErrAwaited = fault.New(fault.WrongState, "JOINT_CONFIRMATION_AWAITED",
		"附议人尚未共同确认", "those who joined the issue have not confirmed it yet")
	ErrExists = fault.New(fault.Conflict, "JOINT_CONFIRMATION_EXISTS",
		"该共同确认编号已被使用", "the id of the joint confirmation is taken")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"joint_confirmation_pkey": ErrExists.On("joint_confirmation_id")}
