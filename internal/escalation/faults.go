package escalation

import "github.com/haolinju/haolinju/internal/platform/fault"

// ErrOwn is what a call about escalations may fail with, beside the faults of dispatch and of the platform.
var ErrOwn = fault.New(fault.Denied, "OWN_ESCALATION",
	"不能决定本人提请的提级事项", "nobody decides on what he has brought before the district himself")

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"escalation_by_another": ErrOwn}
