package booking

import (
	"slices"
	"sort"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/clock"
)

// openingsOn are the times at which the windows open on one day of Asia/Shanghai, in order, joined where they touch or
// overlap. A day is given as its midnight in UTC, as the database gives a date.
func openingsOn(windows []*ent.ShareWindow, day time.Time) []span {
	var open []span
	for _, w := range windows {
		if day.Before(w.ValidFrom) || w.ValidUntil != nil && day.After(*w.ValidUntil) ||
			!slices.Contains(w.Weekdays, isoWeekday(day)) {
			continue
		}
		open = append(open, span{minuteOf(day, w.OpensMinute), minuteOf(day, w.ClosesMinute)})
	}
	slices.SortFunc(open, func(a, b span) int { return a.start.Compare(b.start) })
	return join(open)
}

// open says whether a time lies in opening time as a whole, over midnight too.
func open(windows []*ent.ShareWindow, want span) bool {
	var all []span
	for day := dayOf(want.start); !day.After(dayOf(want.end)); day = day.AddDate(0, 0, 1) {
		all = append(all, openingsOn(windows, day)...)
	}
	return slices.ContainsFunc(join(all), want.within)
}

// freeSlots are the slots within a span that can be booked now, in order: laid from the opening of each day on, whole, and
// clear of every taken time. The taken times are in order and do not overlap.
func freeSlots(r *ent.Resource, windows []*ent.ShareWindow, taken []span, l limits, asked span, now time.Time) []span {
	slot := time.Duration(r.SlotMinutes) * time.Minute
	var free []span
	for day := dayOf(asked.start); !day.After(dayOf(asked.end)); day = day.AddDate(0, 0, 1) {
		for _, opening := range openingsOn(windows, day) {
			for s := (span{opening.start, opening.start.Add(slot)}); s.within(opening); s = (span{s.end, s.end.Add(slot)}) {
				if s.within(asked) && l.checkTime(r, s, now) == nil && !anyOverlaps(taken, s) {
					free = append(free, s)
				}
			}
		}
	}
	return free
}

// anyOverlaps looks at the one of the ordered times that could overlap first.
func anyOverlaps(ordered []span, s span) bool {
	i := sort.Search(len(ordered), func(i int) bool { return ordered[i].end.After(s.start) })
	return i < len(ordered) && ordered[i].overlaps(s)
}

// join unites ordered times that touch or overlap.
func join(ordered []span) []span {
	var joined []span
	for _, s := range ordered {
		if last := len(joined) - 1; last >= 0 && !s.start.After(joined[last].end) {
			if s.end.After(joined[last].end) {
				joined[last].end = s.end
			}
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// dayOf is the day of Asia/Shanghai at a moment, as its midnight in UTC.
func dayOf(at time.Time) time.Time {
	year, month, day := at.In(clock.Zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// minuteOf is the moment at which the clocks of Asia/Shanghai show so many minutes after the midnight of a day.
func minuteOf(day time.Time, minute int) time.Time {
	year, month, date := day.Date()
	return time.Date(year, month, date, 0, minute, 0, 0, clock.Zone).UTC()
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(day time.Time) int { return (int(day.Weekday())+6)%7 + 1 }
