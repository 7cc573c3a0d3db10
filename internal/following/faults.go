package following

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about followings may fail with, beside the faults of the platform.
var (
	ErrAlready = fault.New(fault.Conflict, "ALREADY_FOLLOWED",
		"您已关注", "you follow this already")
	ErrLimit = fault.New(fault.WrongState, "FOLLOWING_LIMIT",
		"关注数量已达上限，请先取消部分关注", "you follow as much as is allowed; end something else first")
	ErrArea = fault.New(fault.Invalid, "AREA_UNFIT",
		"只能关注街道（乡镇）、社区（村）或网格", "an area is a sub-district, a community or a grid")
)

// Constraints is what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"following_once": ErrAlready}
