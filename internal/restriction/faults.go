package restriction

import "github.com/haolinju/haolinju/internal/platform/fault"

// What filing, booking and the calls of RestrictionService may fail with.
var (
	ErrThrottled = fault.New(fault.Limited, "THROTTLED",
		"提交次数已达上限，请稍后再试；遇有危险请拨打 110、119、120，其他诉求也可拨打 12345",
		"as many were submitted as may be for now; in danger call 110, 119 or 120, and the hotline 12345 takes any other matter")
	ErrRestricted = fault.New(fault.Denied, "RESTRICTED",
		"您在该事项上被限制，可以申诉；遇有危险请拨打 110、119、120，其他诉求也可拨打 12345",
		"you are restricted in this and may appeal; in danger call 110, 119 or 120, and the hotline 12345 takes any other matter")
	ErrMisfit = fault.New(fault.Invalid, "RESTRICTION_MISFIT",
		"该事由不适用于此限制事项", "the reason is none of this scope")
	ErrTooLong = fault.New(fault.Invalid, "RESTRICTION_TOO_LONG",
		"限制的结束时间须在当前时间之后，且不得超过最长期限", "the end must be in the future and no further ahead than allowed")
	ErrExists = fault.New(fault.Conflict, "RESTRICTION_EXISTS",
		"该人员在此事项上已被限制", "the person is restricted in this already")
	ErrOwn = fault.New(fault.Denied, "OWN_RESTRICTION",
		"不能限制本人，也不能决定对本人所作限制的申诉", "nobody restricts himself, or decides the appeal against what he has imposed")
	ErrOver = fault.New(fault.WrongState, "RESTRICTION_OVER",
		"限制已到期", "the restriction is over")
	ErrAppealOver = fault.New(fault.WrongState, "APPEAL_OVER",
		"已超过申诉期限", "the time for an appeal is over")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"restriction_pkey":               fault.ErrConflict.On("restriction_id"),
	"restriction_person_fkey":        fault.ErrNotFound.On("restriction.person"),
	"restriction_unit_fkey":          fault.ErrNotFound.On("restriction.unit"),
	"restriction_one_standing":       ErrExists.On("restriction.person"),
	"restriction_of_another":         ErrOwn,
	"restriction_decided_by_another": ErrOwn,
}
