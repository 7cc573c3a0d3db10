package booking

import "github.com/haolinju/haolinju/internal/platform/fault"

// What a call of BookingService may fail with, beside the faults of the platform.
var (
	ErrSlotTaken = fault.New(fault.Conflict, "SLOT_TAKEN",
		"该时段已被预订", "the slot is already booked")
	ErrEndBeforeStart = fault.New(fault.Invalid, "END_BEFORE_START",
		"结束时间必须晚于开始时间", "the end must be later than the start")
	ErrStartInPast = fault.New(fault.Invalid, "START_IN_PAST",
		"开始时间必须晚于当前时间", "the start must be in the future")
	ErrTooFarAhead = fault.New(fault.Invalid, "TOO_FAR_AHEAD",
		"超出可提前预订的天数", "the start is further ahead than bookings are taken")
	ErrTooLong = fault.New(fault.Invalid, "BOOKING_TOO_LONG",
		"超出单次预订的最长时间", "the booking is longer than allowed")
	ErrOverCapacity = fault.New(fault.Invalid, "OVER_CAPACITY",
		"人数超出可容纳人数", "more people than the resource holds")
	ErrNotPublished = fault.New(fault.WrongState, "RESOURCE_NOT_PUBLISHED",
		"该资源在所选时间未开放预订", "the resource is not published for that time")
	ErrOutsideShareWindow = fault.New(fault.WrongState, "OUTSIDE_SHARE_WINDOW",
		"所选时间不在共享时段内", "the time is not inside a share window")
	ErrOver = fault.New(fault.WrongState, "BOOKING_OVER",
		"预订已结束", "the booking is over")
	ErrBookingUnitUnknown = fault.New(fault.Invalid, "BOOKING_UNIT_UNKNOWN",
		"使用单位不存在", "the unit to book for does not exist")
	ErrBookingExists = fault.New(fault.Conflict, "BOOKING_EXISTS",
		"该预订编号已被使用", "the booking id is taken")

	ErrPublishWindowEmpty = fault.New(fault.Invalid, "PUBLISH_WINDOW_EMPTY",
		"发布结束时间必须晚于发布开始时间", "the publication must end later than it starts")
	ErrResourceUnitUnknown = fault.New(fault.Invalid, "RESOURCE_UNIT_UNKNOWN",
		"所属单位不存在", "the owner unit does not exist")
	ErrResourcePlaceUnknown = fault.New(fault.Invalid, "RESOURCE_PLACE_UNKNOWN",
		"地点不存在", "the place does not exist")
	ErrResourceBooked = fault.New(fault.WrongState, "RESOURCE_BOOKED",
		"该资源尚有未结束的预订，请先取消", "a booking of the resource lies ahead; cancel it first")
	ErrResourceExists = fault.New(fault.Conflict, "RESOURCE_EXISTS",
		"该资源编号已被使用", "the resource id is taken")

	ErrShareWindowEmpty = fault.New(fault.Invalid, "SHARE_WINDOW_EMPTY",
		"共享时段的结束必须晚于开始", "the share window must end later than it starts")
	ErrShareWindowExists = fault.New(fault.Conflict, "SHARE_WINDOW_EXISTS",
		"该共享时段编号已被使用", "the share window id is taken")
	ErrSpanTooLong = fault.New(fault.Invalid, "FREE_SLOT_SPAN_TOO_LONG",
		"查询的时间范围过长", "the span asked for is too long")
)

// Constraints says what the breach of a named constraint means to a caller. The checks behind the rules of rules.go are
// not here: their breach would be a mistake of ours.
var Constraints = map[string]error{
	"booking_no_overlap":  ErrSlotTaken,
	"booking_pkey":        ErrBookingExists,
	"booking_unit_fkey":   ErrBookingUnitUnknown.On("booking.unit"),
	"resource_pkey":       ErrResourceExists,
	"resource_unit_fkey":  ErrResourceUnitUnknown.On("resource.unit"),
	"resource_place_fkey": ErrResourcePlaceUnknown.On("resource.place"),
	"share_window_pkey":   ErrShareWindowExists,
}
