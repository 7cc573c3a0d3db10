package duty

import "github.com/haolinju/haolinju/internal/platform/fault"

// What the calls may fail with, beside the faults of the platform.
var (
	ErrMustNotLead = fault.New(fault.Invalid, "COMMUNITY_MUST_NOT_LEAD",
		"不得将社区（村）确定为主办单位（接诉即办工作条例第十七条）",
		"a community must not be made the lead of an order (接诉即办工作条例 art. 17)")
	ErrOutsideDutyList = fault.New(fault.Invalid, "OUTSIDE_COMMUNITY_DUTIES",
		"不得将社区职责清单以外的事项交由社区（村）办理（接诉即办工作条例第十七条）",
		"a community must not be handed a matter outside its duty list (接诉即办工作条例 art. 17)")

	ErrTooEarly = fault.New(fault.Invalid, "DUTY_CATALOGUE_TOO_EARLY",
		"派单目录最早自次日起施行", "a duty catalogue starts tomorrow at the earliest")
	ErrStartsAlready = fault.New(fault.Conflict, "DUTY_CATALOGUE_STARTS_ALREADY",
		"该日已有派单目录施行", "another duty catalogue starts on that day")
	ErrStarted = fault.New(fault.WrongState, "DUTY_CATALOGUE_STARTED",
		"派单目录已经施行", "the duty catalogue has started")
	ErrMissing = fault.New(fault.WrongState, "DUTY_CATALOGUE_MISSING",
		"尚无施行中的派单目录", "no duty catalogue holds yet")
	ErrItemTwice = fault.New(fault.Invalid, "DUTY_ITEM_TWICE",
		"事项编码或类别重复", "a code or category is named twice")
	ErrItemLead = fault.New(fault.Invalid, "DUTY_ITEM_LEAD",
		"主责单位与主责单位类型须且只须填写一项", "an item names either the unit that leads or its kind")
	ErrItemCommunity = fault.New(fault.Invalid, "DUTY_ITEM_COMMUNITY",
		"社区（村）主责或协办的事项须列入社区职责", "what a community leads, or assists with, must be among its duties")

	ErrNotACommunity = fault.New(fault.Invalid, "NOT_A_COMMUNITY",
		"该单位不是社区（村）", "the unit is no community or village")
	ErrAllowed = fault.New(fault.WrongState, "DUTY_ALLOWS_IT",
		"无需特批，派单目录允许", "the duty catalogue allows it without an override")
	ErrOverridden = fault.New(fault.Conflict, "DUTY_OVERRIDDEN_ALREADY",
		"已经特批", "it is overridden already")
)

// Constraints is what the breach of each named constraint means to a caller.
var Constraints = map[string]error{
	"duty_catalogue_pkey":        fault.ErrConflict.On("duty_catalogue_id"),
	"duty_catalogue_starts_once": ErrStartsAlready.On("duty_catalogue.start_date"),
	"duty_override_pkey":         fault.ErrConflict.On("duty_override_id"),
	"duty_override_once":         ErrOverridden,
}
