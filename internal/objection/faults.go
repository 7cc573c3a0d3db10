package objection

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about objections may fail with, beside the faults of the platform.
var (
	ErrClauseRequired = fault.New(fault.Invalid, "CLAUSE_REQUIRED",
		"以非本单位职责退回的，须注明依据条款", "returning for want of duty cites the clause")
	ErrTooLate = fault.New(fault.WrongState, "OBJECTION_TOO_LATE",
		"已超过提出派单异议的时限", "the time in which a unit may object is over")
	ErrReturnsUsedUp = fault.New(fault.WrongState, "RETURNS_USED_UP",
		"退回次数已用完，不能再退回", "the matter was given back as often as is allowed")
	ErrPrecedentBinds = fault.New(fault.WrongState, "PRECEDENT_BINDS",
		"区级已有裁决，同类事项属本单位职责", "the district has ruled in a like matter that it is the unit's duty")
	ErrPrecedentRelieves = fault.New(fault.Invalid, "PRECEDENT_RELIEVES",
		"区级已有裁决，同类事项不属该单位职责", "the district has ruled in a like matter that it is not the unit's duty")
	ErrNotPending = fault.New(fault.WrongState, "OBJECTION_NOT_PENDING",
		"没有待审核的派单异议", "no objection is pending")
	ErrOfDistrict = fault.New(fault.WrongState, "OBJECTION_OF_DISTRICT",
		"该派单异议由区级裁决", "it is for the district to rule on the objection")
	ErrOwn = fault.New(fault.Denied, "OWN_OBJECTION",
		"不能审核本单位提出的派单异议", "nobody rules on an objection of his own unit")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"dispatch_objection_by_another": ErrOwn}
