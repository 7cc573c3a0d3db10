package bulk

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrTarget is returned for a record of another kind than the macro is for.
var ErrTarget = fault.New(fault.Invalid, "MACRO_TARGET",
	"该快捷操作不适用于此类对象", "the macro is for records of another kind")
