package performance

import (
	"errors"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// WhistleBounds are between what shares of the dispatches of a sub-district, in percent, its whistles are neither too few nor too many; both
// bounds are still fitting.
type WhistleBounds struct {
	Low  int `json:"low"`
	High int `json:"high"`
}

var errBounds = errors.New("the lower bound is above the upper one")

// Check that they are shares, and in order.
func (b WhistleBounds) Check() error {
	if b.Low > b.High {
		return errBounds
	}
	return errors.Join(setting.Between(0, 100)(b.Low), setting.Between(0, 100)(b.High))
}

// use is what a number of whistles among the dispatches says.
func (b WhistleBounds) use(whistles, dispatches int) insightv1.Performance_WhistleUse {
	switch {
	case dispatches == 0:
		return insightv1.Performance_WHISTLE_USE_UNSPECIFIED
	case whistles*100 < b.Low*dispatches:
		return insightv1.Performance_WHISTLE_USE_LOW
	case whistles*100 > b.High*dispatches:
		return insightv1.Performance_WHISTLE_USE_HIGH
	}
	return insightv1.Performance_WHISTLE_USE_FITTING
}

// whistleRate bounds the share of whistles.
var whistleRate = setting.Declare("insight.whistle_rate", WhistleBounds{Low: 5, High: 40},
	"街乡吹哨、部门报到: the rate is to be neither too low, for then the mechanism lies idle, nor too high, for then daily duty fails; values set by the district")
