package booking

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/ent"
)

func TestFreeSlotsAreWholeSlotsOfTheWindowLessWhatIsTaken(t *testing.T) {
	t.Parallel()
	evening := func(day int) []span {
		return []span{{at(day, 17, 30), at(day, 18, 30)}, {at(day, 18, 30), at(day, 19, 30)}}
	}
	week := span{at(0, 0, 0), at(7, 0, 0)}
	for name, c := range map[string]struct {
		taken []span
		asked span
		want  []span
	}{
		"a week":                        {nil, week, slices.Concat(evening(0), evening(1), evening(2), evening(3), evening(4))},
		"one evening":                   {nil, span{at(1, 0, 0), at(2, 0, 0)}, evening(1)},
		"the second slot taken":         {[]span{{at(1, 18, 30), at(1, 19, 30)}}, span{at(1, 0, 0), at(2, 0, 0)}, evening(1)[:1]},
		"a minute across both taken":    {[]span{{at(1, 18, 29), at(1, 18, 31)}}, span{at(1, 0, 0), at(2, 0, 0)}, nil},
		"asked from within a slot":      {nil, span{at(1, 17, 31), at(2, 0, 0)}, evening(1)[1:]},
		"asked until within a slot":     {nil, span{at(1, 0, 0), at(1, 19, 29)}, evening(1)[:1]},
		"the past and a closed weekend": {nil, span{at(-3, 0, 0), at(0, 12, 0)}, nil},
	} {
		got := freeSlots(ground(), evenings(), c.taken, usual, c.asked, monday)
		if !slices.EqualFunc(got, c.want, equal) {
			t.Errorf("%s:\n got %v\nwant %v", name, got, c.want)
		}
	}
}

func TestAWindowOpensOnlyBetweenItsDates(t *testing.T) {
	t.Parallel()
	daily := []*ent.ShareWindow{{Weekdays: []int{1, 2, 3, 4, 5, 6, 7}, OpensMinute: 8 * 60, ClosesMinute: 9 * 60,
		ValidFrom: onDay(11, 24), ValidUntil: ptr(onDay(11, 26))}}
	var days []int
	for _, s := range freeSlots(ground(), daily, nil, usual, span{at(0, 0, 0), at(7, 0, 0)}, monday) {
		days = append(days, s.start.Day())
	}
	if want := []int{24, 25, 26}; !slices.Equal(days, want) {
		t.Errorf("open on the days %v, want %v", days, want)
	}
}

func TestWindowsThatMeetAtMidnightAreOneOpeningTime(t *testing.T) {
	t.Parallel()
	all := []int{1, 2, 3, 4, 5, 6, 7}
	night := []*ent.ShareWindow{
		{Weekdays: all, OpensMinute: 22 * 60, ClosesMinute: 24 * 60, ValidFrom: onDay(11, 1)},
		{Weekdays: all, OpensMinute: 0, ClosesMinute: 2 * 60, ValidFrom: onDay(11, 1)},
	}
	if !open(night, span{at(0, 23, 0), at(1, 1, 0)}) {
		t.Error("a parking space that is shared over midnight cannot be booked over midnight")
	}
	if open(night, span{at(0, 23, 0), at(1, 2, 1)}) {
		t.Error("a booking runs past the closing of the night")
	}
}

func TestWindowsThatOverlapOnADayAreOneOpeningTime(t *testing.T) {
	t.Parallel()
	double := append(evenings(), &ent.ShareWindow{Weekdays: []int{2}, OpensMinute: 17 * 60, ClosesMinute: 18 * 60,
		ValidFrom: onDay(11, 1)})
	want := []span{{at(1, 17, 0), at(1, 18, 0)}, {at(1, 18, 0), at(1, 19, 0)}, {at(1, 19, 0), at(1, 20, 0)}}
	if got := freeSlots(ground(), double, nil, usual, span{at(1, 0, 0), at(2, 0, 0)}, monday); !slices.EqualFunc(got, want, equal) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// proves BK-01
func TestEveryFreeSlotCanBeBookedAndNoFreeSlotIsForgotten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := ground()
		r.SlotMinutes = rapid.SampledFrom([]int{15, 30, 45, 60, 90}).Draw(t, "slot")
		if rapid.Bool().Draw(t, "ends") {
			r.PublishedUntil = ptr(at(rapid.IntRange(0, 9).Draw(t, "last"), 18, 10))
		}
		l := limits{advanceDays: rapid.IntRange(0, 9).Draw(t, "advance"), maxMinutes: rapid.SampledFrom([]int{30, 60, 240}).Draw(t, "max")}
		windows := rapid.SliceOfN(rapid.Custom(drawWindow), 0, 4).Draw(t, "windows")
		taken := drawTaken(t)
		asked := span{start: at(rapid.IntRange(-2, 9).Draw(t, "from"), rapid.IntRange(0, 23).Draw(t, "hour"), 7)}
		asked.end = asked.start.Add(time.Duration(rapid.IntRange(1, 5*24*60).Draw(t, "asked")) * time.Minute)

		free := freeSlots(r, windows, taken, l, asked, monday)
		for i, s := range free {
			if err := checkBooking(r, windows, l, s, 1, monday); err != nil {
				t.Fatalf("the free slot %v cannot be booked: %v", s, err)
			}
			if slices.ContainsFunc(taken, s.overlaps) {
				t.Fatalf("the free slot %v is taken", s)
			}
			if !s.within(asked) || s.length() != time.Duration(r.SlotMinutes)*time.Minute {
				t.Fatalf("the free slot %v is not a whole slot of the span %v", s, asked)
			}
			if i > 0 && s.start.Before(free[i-1].end) {
				t.Fatalf("the free slots %v and %v are out of order", free[i-1], s)
			}
		}
		for _, s := range grid(r, windows, asked) {
			bookable := checkBooking(r, windows, l, s, 1, monday) == nil && !slices.ContainsFunc(taken, s.overlaps)
			if listed := slices.ContainsFunc(free, func(f span) bool { return equal(f, s) }); bookable != listed {
				t.Fatalf("the slot %v: bookable %v, listed %v", s, bookable, listed)
			}
		}
	})
}

// grid are the whole slots within a span, found minute by minute: a slot begins at the first open minute after a closed
// one or a midnight, and where the slot before it ends.
func grid(r *ent.Resource, windows []*ent.ShareWindow, asked span) []span {
	var slots []span
	var run span
	for m := at(0, 0, 0).Add(-3 * 24 * time.Hour); m.Before(at(18, 0, 0)); m = m.Add(time.Minute) {
		if !minuteOpen(windows, m) {
			run = span{}
			continue
		}
		if run.start.IsZero() || m.Hour() == 0 && m.Minute() == 0 {
			run.start = m
		}
		run.end = m.Add(time.Minute)
		if run.length() == time.Duration(r.SlotMinutes)*time.Minute {
			if run.within(asked) {
				slots = append(slots, run)
			}
			run = span{start: run.end}
		}
	}
	return slots
}

func minuteOpen(windows []*ent.ShareWindow, m time.Time) bool {
	minute, day := m.Hour()*60+m.Minute(), m.Format(time.DateOnly)
	return slices.ContainsFunc(windows, func(w *ent.ShareWindow) bool {
		weekday := int(m.Weekday())
		if weekday == 0 {
			weekday = 7
		}
		return w.OpensMinute <= minute && minute < w.ClosesMinute && slices.Contains(w.Weekdays, weekday) &&
			w.ValidFrom.Format(time.DateOnly) <= day &&
			(w.ValidUntil == nil || day <= w.ValidUntil.Format(time.DateOnly))
	})
}

func drawWindow(t *rapid.T) *ent.ShareWindow {
	opens := rapid.IntRange(0, 95).Draw(t, "opens")
	w := &ent.ShareWindow{
		Weekdays:     rapid.SliceOfNDistinct(rapid.IntRange(1, 7), 2, 7, rapid.ID[int]).Draw(t, "weekdays"),
		OpensMinute:  opens * 15,
		ClosesMinute: rapid.IntRange(opens+1, 96).Draw(t, "closes") * 15,
		ValidFrom:    onDay(11, rapid.IntRange(20, 25).Draw(t, "valid from")),
	}
	if rapid.Bool().Draw(t, "bounded") {
		until := w.ValidFrom.AddDate(0, 0, rapid.IntRange(0, 12).Draw(t, "days"))
		w.ValidUntil = &until
	}
	return w
}

// drawTaken draws ordered times that do not overlap, as the database holds them.
func drawTaken(t *rapid.T) []span {
	var taken []span
	from := at(-1, 0, 0)
	for range rapid.IntRange(0, 12).Draw(t, "bookings") {
		from = from.Add(time.Duration(rapid.IntRange(0, 20*60).Draw(t, "gap")) * time.Minute)
		s := span{from, from.Add(time.Duration(rapid.IntRange(1, 240).Draw(t, "length")) * time.Minute)}
		taken, from = append(taken, s), s.end
	}
	return taken
}

func equal(a, b span) bool { return a.start.Equal(b.start) && a.end.Equal(b.end) }
