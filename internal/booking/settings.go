package booking

import (
	"github.com/haolinju/haolinju/internal/platform/feature"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// A district may switch the whole capability off.
var _ = feature.Declare("booking", true, "资源预订", "booking of shared resources")

// The limits of bookings. No law sets them; a tenant changes them by a dated row.
var (
	// advanceDays is how many days ahead of today, in Asia/Shanghai, a booking may start.
	advanceDays = setting.Declare("booking.advance_days", 30, "product default; set by the district", setting.Between(1, 366))
	// maxMinutes is the longest booking, in minutes.
	maxMinutes = setting.Declare("booking.max_minutes", 240, "product default; set by the district", setting.Between(1, 31*24*60))
	// slotMinutes is the slot of a resource that names none, in minutes.
	slotMinutes = setting.Declare("booking.slot_minutes", 60, "product default; set by the district", setting.Between(1, 24*60))
	// freeSlotDays is the longest span that free slots are listed for, in days.
	freeSlotDays = setting.Declare("booking.free_slot_days", 31, "product default; set by the district", setting.Between(1, 366))
)
