package timing

import (
	"errors"

	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// The kinds of clocks that start here.
const (
	clockSign         = "SIGN"
	clockReportIn     = "REPORT_IN"
	clockFirstContact = "FIRST_CONTACT"
	clockStageReport  = "STAGE_REPORT"
	clockComplete     = "COMPLETE"
	clockReview       = "REVIEW"
	clockObjection    = "OBJECTION"
	clockEscalation   = "ESCALATION"
)

const (
	hour = 60      // minutes
	day  = 24 * 60 // minutes
)

const (
	practice   = "common practice; set by the district"
	pinggu     = "平谷 2017: departments report in within 30 minutes"
	objections = "接诉即办工作条例 art. 12: the review of objections; values by common practice, set by the district"
	contacting = "接诉即办工作条例 art. 15: who asked is contacted promptly; value by common practice, set by the district"
	reporting  = "接诉即办工作条例 art. 14: who has not finished reports on the stage; value by common practice, set by the district"
	escalating = "接诉即办工作条例 art. 20: what the sub-district cannot solve is brought before the district; value by common practice, set by the district"
	article    = "接诉即办工作条例 art. 13: the order states its limit; value set by the district"
)

// The kinds of dispatches.
const (
	order     = "ORDER"
	daily     = "WHISTLE_DAILY"
	keyTask   = "WHISTLE_KEY_TASK"
	emergency = "WHISTLE_EMERGENCY"
)

// The limits by kind of dispatch. What is missing here, or set to no minutes, has no limit: a key task runs by its plan, an emergency until done,
// and an order asks for no stage reports.
var (
	signLimits = map[string]setting.Key[clock.Limit]{
		order:     setting.Declare("dispatch.sign.order", clock.Limit{Minutes: 4 * hour, Basis: clock.WorkingTime}, practice),
		daily:     setting.Declare("dispatch.sign.whistle_daily", clock.Limit{Minutes: 4 * hour, Basis: clock.WorkingTime}, practice),
		keyTask:   setting.Declare("dispatch.sign.whistle_key_task", clock.Limit{Minutes: 4 * hour, Basis: clock.WorkingTime}, practice),
		emergency: setting.Declare("dispatch.sign.whistle_emergency", clock.Limit{Minutes: 10, Basis: clock.Elapsed}, practice),
	}
	reportInLimits = map[string]setting.Key[clock.Limit]{
		daily:     setting.Declare("dispatch.report_in.whistle_daily", clock.Limit{Minutes: day, Basis: clock.Elapsed}, practice),
		keyTask:   setting.Declare("dispatch.report_in.whistle_key_task", clock.Limit{Minutes: 2 * day, Basis: clock.Elapsed}, practice),
		emergency: setting.Declare("dispatch.report_in.whistle_emergency", clock.Limit{Minutes: 30, Basis: clock.Elapsed}, pinggu),
	}
	firstContactLimits = map[string]setting.Key[clock.Limit]{
		order: setting.Declare("dispatch.first_contact.order", clock.Limit{Minutes: day, Basis: clock.Elapsed}, contacting),
	}
	stageReportLimits = map[string]setting.Key[clock.Limit]{
		daily:     setting.Declare("dispatch.stage_report.whistle_daily", clock.Limit{Minutes: 5 * day, Basis: clock.WorkingDays}, reporting),
		keyTask:   setting.Declare("dispatch.stage_report.whistle_key_task", clock.Limit{Minutes: 5 * day, Basis: clock.WorkingDays}, reporting),
		emergency: setting.Declare("dispatch.stage_report.whistle_emergency", clock.Limit{Minutes: 2 * hour, Basis: clock.Elapsed}, reporting),
	}
	completeDaily = setting.Declare("dispatch.complete.whistle_daily", clock.Limit{Minutes: 15 * day, Basis: clock.Elapsed}, practice)
	completeOrder = map[string]setting.Key[clock.Limit]{
		"EMERGENCY": setting.Declare("dispatch.complete.order_emergency", clock.Limit{Minutes: 2 * hour, Basis: clock.Elapsed}, article, timed),
		"URGENT":    setting.Declare("dispatch.complete.order_urgent", clock.Limit{Minutes: day, Basis: clock.Elapsed}, article, timed),
		"ORDINARY":  setting.Declare("dispatch.complete.order_ordinary", clock.Limit{Minutes: 7 * day, Basis: clock.Elapsed}, article, timed),
		"COMPLEX":   setting.Declare("dispatch.complete.order_complex", clock.Limit{Minutes: 15 * day, Basis: clock.Elapsed}, article, timed),
	}
	// reviewLimit is how soon after sending the leader reviews an emergency.
	reviewLimit = setting.Declare("dispatch.review.whistle_emergency", clock.Limit{Minutes: day, Basis: clock.Elapsed}, practice)
	// objectionLimit is how soon the street rules on an objection, adjudicationLimit how soon the district does.
	objectionLimit    = setting.Declare("dispatch.objection.street", clock.Limit{Minutes: day, Basis: clock.Elapsed}, objections)
	adjudicationLimit = setting.Declare("dispatch.objection.district", clock.Limit{Minutes: 2 * day, Basis: clock.Elapsed}, objections)
	// escalationLimit is how soon the district decides on an escalation.
	escalationLimit = setting.Declare("dispatch.escalation.district", clock.Limit{Minutes: 2 * day, Basis: clock.Elapsed}, escalating)
	// limitLines are the limits for some categories, urgencies or units alone.
	limitLines = setting.Declare("dispatch.limits", Lines{}, "none but those of each kind; set by the district")
	// warnings are the shares of a limit, in percent and ascending, at which a warning is given.
	warnings = setting.Declare("dispatch.warnings", []int{50, 80}, practice, ascending)
	// officeHours are the hours in which working time runs.
	officeHours = setting.Declare("dispatch.office_hours", office, practice, countable)
)

// ascending shares of a limit, each above 0 and below 100 percent.
func ascending(shares []int) error {
	last := 0
	for _, share := range shares {
		if share <= last || share >= 100 {
			return errors.New("not ascending between 1 and 99")
		}
		last = share
	}
	return nil
}

// timed is a limit that there is.
func timed(l clock.Limit) error {
	if l.Minutes == 0 {
		return errors.New("no minutes")
	}
	return nil
}

// countable hours are those of which a working calendar can be made.
func countable(hours calendar.Hours) error {
	_, err := calendar.New(hours, calendar.Embedded()...)
	return err
}

// office is 9 to 12 and 13 to 18 o'clock on Monday to Friday.
var office = calendar.Hours{Monday: officeDay, Tuesday: officeDay, Wednesday: officeDay, Thursday: officeDay, Friday: officeDay}

var officeDay = []calendar.Period{{From: 9 * hour, To: 12 * hour}, {From: 13 * hour, To: 18 * hour}}

// ofKind is the setting of the limit of a clock that a kind of dispatch has, and for completing an order its tier; none where it has none.
func ofKind(clockKind, kind, tier string) (key setting.Key[clock.Limit], ok bool) {
	switch {
	case clockKind == clockSign:
		key, ok = signLimits[kind]
	case clockKind == clockReportIn:
		key, ok = reportInLimits[kind]
	case clockKind == clockFirstContact:
		key, ok = firstContactLimits[kind]
	case clockKind == clockStageReport:
		key, ok = stageReportLimits[kind]
	case clockKind == clockComplete && kind == order:
		key, ok = completeOrder[tier]
	case clockKind == clockComplete && kind == daily:
		key, ok = completeDaily, true
	case clockKind == clockReview && kind == emergency:
		key, ok = reviewLimit, true
	}
	return key, ok
}
