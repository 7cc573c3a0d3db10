package heatmap

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrRunning is what the public map of a month fails with that is not over.
var ErrRunning = fault.New(fault.Invalid, "HEAT_MAP_RUNNING",
	"该考核月尚未结束", "the month is not over")
