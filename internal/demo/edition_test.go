package demo

import (
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

func TestTheSlotOfAnEditionLiesAheadOnASchoolDayAndIsItsOwn(t *testing.T) {
	t.Parallel()
	const horizon = 30 * 24 * time.Hour // booking.advance_days
	editionOfSlot := map[time.Time]time.Time{}
	for now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); now.Year() < 2029; now = now.Add(time.Hour) {
		edition := editionOf(now)
		if age := now.Sub(edition); age < 0 || age >= 72*time.Hour {
			t.Fatalf("%v: the edition begins at %v: its keys may be forgotten before it ends", now, edition)
		}
		slot := slotOf(edition)
		if ahead := slot.Sub(now); ahead <= 24*time.Hour || ahead >= horizon {
			t.Fatalf("%v: the slot %v cannot be booked for the whole edition", now, slot)
		}
		if day := slot.Weekday(); day == time.Saturday || day == time.Sunday {
			t.Fatalf("%v: the slot %v is on a %v", now, slot, day)
		}
		if hour, minute, _ := slot.In(clock.Zone).Clock(); hour != 17 || minute != 30 {
			t.Fatalf("%v: the slot begins at %d:%d in Beijing", now, hour, minute)
		}
		if other, taken := editionOfSlot[slot]; taken && !other.Equal(edition) {
			t.Fatalf("the editions of %v and %v want the same slot", other, edition)
		}
		editionOfSlot[slot] = edition
	}
}
