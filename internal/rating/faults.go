package rating

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about ratings may fail with, beside the faults of the platform.
var (
	ErrNotCalled = fault.New(fault.WrongState, "NOT_CALLED",
		"您所在单位不在本次派发之列", "no unit of yours is called in this dispatch")
	ErrTooEarly = fault.New(fault.WrongState, "RATING_TOO_EARLY",
		"办结、免办或退回后才能评价", "a duty is rated once it is completed, waived or given back")
	ErrClosed = fault.New(fault.WrongState, "RATING_CLOSED",
		"评价已公布，不能再评价或修改", "the ratings of this duty are published and stand as they are")
	ErrAppealTooLate = fault.New(fault.WrongState, "RATING_APPEAL_TOO_LATE",
		"已超过申诉期限", "the days in which the rated side may appeal are over")
	ErrGround = fault.New(fault.Invalid, "RATING_GROUND_MISMATCH",
		"决定不计入的，须说明理由类别；维持的，不填", "a rating is set aside on a ground, and confirmed without one")
	ErrOwn = fault.New(fault.Denied, "OWN_RATING",
		"评价人、申诉人和双方单位的人员不能复核", "nobody reviews a rating that he gave or appealed, or of a side that he belongs to")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"rating_once":       fault.ErrStale,
	"rating_by_another": ErrOwn,
}
