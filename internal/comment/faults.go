package comment

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about comments may fail with, beside the faults of the platform.
var (
	ErrClosed = fault.New(fault.WrongState, "COMMENTS_CLOSED",
		"诉求已办结，留言期限已过", "the issue is over, and so is the time for comments")
	ErrReporterInternal = fault.New(fault.Invalid, "COMMENT_INTERNAL",
		"诉求人的留言不能设为内部备注", "what the reporter says is not internal")
	ErrExists = fault.New(fault.Conflict, "COMMENT_EXISTS",
		"该留言编号已被使用", "the comment id is taken")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"comment_pkey": ErrExists.On("comment_id")}
