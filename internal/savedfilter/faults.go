package savedfilter

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrExists is returned for an id that is taken.
var ErrExists = fault.New(fault.Conflict, "SAVED_FILTER_EXISTS",
	"该筛选编号已被使用", "the filter id is taken")

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{"saved_filter_pkey": ErrExists.On("saved_filter_id")}
