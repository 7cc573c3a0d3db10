package chain

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about chains may fail with, beside the faults of duty, of territory and of the platform.
var (
	ErrTop = fault.New(fault.WrongState, "TOP_OF_CHAIN",
		"已在区级，不能再上报", "the district has it already: there is no level above")
	ErrUnitUnknown = fault.New(fault.Invalid, "CHAIN_UNIT_UNKNOWN",
		"单位不存在", "there is no such unit")
	ErrNotBelow = fault.New(fault.Invalid, "NOT_DIRECTLY_BELOW",
		"只能下派给直接下一级", "it is sent down to the level directly below alone")
	ErrNotItsGround = fault.New(fault.Invalid, "NOT_ITS_GROUND",
		"诉求不在该单位属地", "the issue does not lie on the ground of the unit")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"chain_link_one_last": fault.ErrStale}
