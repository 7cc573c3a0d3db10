package finding

import "github.com/haolinju/haolinju/internal/platform/fault"

// What finding may fail with, beside the faults of the platform.
var (
	ErrWordTooShort = fault.New(fault.Invalid, "SEARCH_WORD_TOO_SHORT",
		"每个搜索词至少两个字", "each word to search for needs two characters or more")
	ErrBoxEmpty = fault.New(fault.Invalid, "MAP_BOX_EMPTY",
		"地图范围为空", "the box of the map holds no ground")
	ErrTooFull = fault.New(fault.Invalid, "MAP_TOO_FULL",
		"范围内诉求过多，请缩小范围或增加筛选条件", "too many issues lie within the box; make it smaller or filter")
	ErrUnfiltered = fault.New(fault.Invalid, "MAP_UNFILTERED",
		"公开地图不支持筛选", "the public map takes no filter")
)
