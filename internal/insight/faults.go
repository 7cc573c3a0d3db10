package insight

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls of InsightService may fail with, beside the faults of the platform.
var (
	ErrPeriod = fault.New(fault.Invalid, "PERIOD_UNKNOWN",
		"没有这一时段的统计", "nothing is counted of such a period")
	ErrWeights = fault.New(fault.Invalid, "POLICY_WEIGHTS",
		"三项权重之和须为 100", "the three weights must make 100")
	ErrExclusionExists = fault.New(fault.Conflict, "EXCLUSION_EXISTS",
		"该诉求已申请剔除或已剔除", "the exclusion of the issue is asked for or approved already")
	ErrOwn = fault.New(fault.Denied, "OWN_EXCLUSION",
		"申请人不能审核自己的剔除申请", "nobody decides the exclusion that he has asked for")
)

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"exclusion_pkey":                fault.ErrConflict.On("exclusion_id"),
	"exclusion_one_standing":        ErrExclusionExists.On("exclusion.issue"),
	"exclusion_reviewed_by_another": ErrOwn,
}
