package revision

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a dated change may fail with.
var (
	ErrPast = fault.New(fault.Invalid, "REVISION_IN_PAST",
		"变更不能追溯生效", "a change cannot begin in the past")
	ErrBegun = fault.New(fault.WrongState, "REVISION_BEGUN",
		"该变更已开始生效，不能撤销", "the change has begun and can no longer be taken back")
	ErrCancelled = fault.New(fault.WrongState, "REVISION_CANCELLED",
		"该变更已撤销", "the change has been taken back already")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"revision_one_at_a_time": fault.ErrStale,
	"revision_reason":        fault.ErrInvalid.On("reason"),
}
