package callback

import (
	"slices"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

// answersFit says whether a callback has its answers exactly when it is valid.
func answersFit(c *intakev1.Callback) bool {
	given := []bool{c.Contacted != nil, c.Solved != nil, c.GetSatisfaction() != intakev1.Satisfaction_SATISFACTION_UNSPECIFIED}
	return !slices.Contains(given, !c.GetValid())
}
