package agency

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrNumberTaken is what a number is refused with that the unit has given already.
var ErrNumberTaken = fault.New(fault.Conflict, "EXTERNAL_NUMBER_TAKEN",
	"本单位已将该外部工单号用于另一件", "the unit has given another duty this number")

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"assignment_external_number": ErrNumberTaken.On("external_number")}
