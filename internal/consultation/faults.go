package consultation

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about consultations may fail with, beside the faults of the platform.
var (
	ErrMatter = fault.New(fault.Invalid, "CONSULTATION_MATTER",
		"须指定一件诉求或一张未派发的派单，二者择一", "it is about an issue or about a dispatch: give one of the two")
	ErrTooLate = fault.New(fault.WrongState, "CONSULTATION_TOO_LATE",
		"该事项已派发或已结束，不能再发起派前会商", "the matter is dispatched or over: units are consulted before")
	ErrNoSubDistrict = fault.New(fault.WrongState, "CONSULTATION_NO_SUB_DISTRICT",
		"该诉求不属于任何街道（乡镇）", "the issue lies in no sub-district")
	ErrOpen = fault.New(fault.Conflict, "CONSULTATION_OPEN",
		"该事项已在会商中", "units are being consulted about it already")
	ErrOwnUnit = fault.New(fault.Invalid, "CONSULTATION_OWN_UNIT",
		"发起街道不能作为会商单位", "the sub-district does not ask itself")
	ErrDueTime = fault.New(fault.Invalid, "CONSULTATION_DUE_TIME",
		"意见时限须晚于当前时间且不超过规定天数", "opinions are due later than now, and within the days that are allowed")
	ErrClause = fault.New(fault.Invalid, "OPINION_CLAUSE_REQUIRED",
		"认为非本单位职责的，须注明依据条款", "that it is not the unit's duty is said by a clause")
	ErrOutstanding = fault.New(fault.WrongState, "OPINIONS_OUTSTANDING",
		"时限届满前，须各单位均提出意见方可作出结论", "before opinions are due it is concluded only with all of them")
	ErrLead = fault.New(fault.Invalid, "CONSULTATION_LEAD",
		"明确承办单位的，须指定街道以外的主办单位；其他结论不填", "a lead other than the sub-district is named where it is the duty of units, and nobody otherwise")
	ErrUnitTwice = fault.New(fault.Invalid, "CONSULTATION_UNIT_TWICE",
		"主办单位不能同时协办", "the lead is not to assist as well")
	ErrConsulted = fault.New(fault.WrongState, "UNITS_ARE_CONSULTED",
		"该事项正在派前会商，暂不能派发", "units are being consulted about the matter: it is dispatched after that")
	ErrUnknown = fault.New(fault.Invalid, "CONSULTATION_UNKNOWN",
		"没有针对该诉求的此项会商", "there is no such consultation about an issue of the dispatch")
	ErrNotConcluded = fault.New(fault.WrongState, "CONSULTATION_NOT_CONCLUDED",
		"该会商尚无结论或已撤回", "the consultation is not concluded")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"consultation_pkey":            fault.ErrConflict.On("consultation_id"),
	"consultation_one_of_issue":    ErrOpen.On("consultation.issue"),
	"consultation_one_of_dispatch": ErrOpen.On("consultation.dispatch"),
}
