package workcalendar

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call about working calendars may fail with, beside the faults of the platform.
var (
	ErrInvalid = fault.New(fault.Invalid, "WORK_CALENDAR_INVALID",
		"工作日历的日期有误或相互矛盾", "the days of the working calendar are wrong or contradict each other")
	ErrOutdated = fault.New(fault.Conflict, "WORK_CALENDAR_OUTDATED",
		"该年度的工作日历已有更新的版本，请核对后指明所更正的版本", "the year has another working calendar; look at it and name the one that is corrected")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{"work_calendar_edition_once": ErrOutdated.On("work_calendar.corrects")}
