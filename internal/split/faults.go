package split

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about splitting may fail with, beside the faults of the platform and of filing an issue.
var (
	ErrChildIssue = fault.New(fault.WrongState, "CHILD_ISSUE",
		"该诉求是由另一件拆分而来，不能再拆分", "the issue was itself split off from another")
	ErrTooManyChildren = fault.New(fault.WrongState, "TOO_MANY_CHILDREN",
		"拆分的子件超过允许的件数", "the issue would have more children than are allowed")
	ErrChildrenOpen = fault.New(fault.WrongState, "CHILDREN_OPEN",
		"由该诉求拆分出的子件尚未全部办结", "children that were split off from the issue are not over yet")
)
