package accesslink

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls about access links may fail with, beside the faults of the platform.
var (
	ErrLink = fault.New(fault.Unauthenticated, "ACCESS_LINK_INVALID",
		"查询链接无效或已失效", "the link is not valid, or no longer")
	ErrNoLink = fault.New(fault.WrongState, "ACCESS_LINK_NONE",
		"该诉求没有有效的查询链接", "the issue has no link that works")
)
