package timeline

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about a timeline may fail with, beside the faults of the platform.
var (
	ErrPinned = fault.New(fault.WrongState, "TIMELINE_PINNED",
		"该条经过已置顶", "the entry is pinned already")
	ErrNotPinned = fault.New(fault.WrongState, "TIMELINE_NOT_PINNED",
		"该条经过未置顶", "the entry is not pinned")
	ErrPinsFull = fault.New(fault.Conflict, "TIMELINE_PINS_FULL",
		"置顶条数已达上限，请先取消其他置顶", "as many entries are pinned as may be; unpin another one first")
)
