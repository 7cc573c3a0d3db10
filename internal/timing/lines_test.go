package timing

import (
	"strings"
	"testing"

	"github.com/haolinju/haolinju/ent/schema"
)

// line is a limit of so many minutes, which tell it from others.
func line(minutes int, change func(*schema.LimitLine)) schema.LimitLine {
	l := schema.LimitLine{Clock: clockSign, Minutes: minutes, Basis: "ELAPSED", Source: "试行"}
	if change != nil {
		change(&l)
	}
	return l
}

// proves DI-12
func TestTheMostSpecificLineDecidesHoweverTheLinesAreOrdered(t *testing.T) {
	t.Parallel()
	less := Lines{
		line(1, nil),
		line(2, func(l *schema.LimitLine) { l.Kind = order }),
		line(3, func(l *schema.LimitLine) { l.Tier = "URGENT" }),
		line(4, func(l *schema.LimitLine) { l.Tier, l.Kind = "URGENT", order }),
		line(5, func(l *schema.LimitLine) { l.Category = "HEAT" }),
		line(6, func(l *schema.LimitLine) { l.Category, l.Tier = "HEAT", "URGENT" }),
		line(7, func(l *schema.LimitLine) { l.Category = "HEAT.COLD" }),
		line(8, func(l *schema.LimitLine) { l.Unit = "SWJ" }),
		line(9, func(l *schema.LimitLine) { l.Unit, l.Category = "SWJ", "HEAT" }),
	}
	m := matter{clock: clockSign, kind: order, tier: "URGENT", categories: map[string]int{"HEAT": 1, "HEAT.COLD": 2}, unit: "SWJ"}
	for n := len(less); n > 0; n-- {
		var reversed Lines
		for i := n - 1; i >= 0; i-- {
			reversed = append(reversed, less[i])
		}
		for _, lines := range []Lines{less[:n], reversed} {
			if got := lines.decide(m); got == nil || got.Minutes != n {
				t.Errorf("of %d lines the one with %v decides", n, got)
			}
		}
	}
	for what, other := range map[string]matter{
		"clock":    {clock: clockComplete, kind: order},
		"kind":     {clock: clockSign, kind: daily, tier: "ORDINARY"},
		"tier":     {clock: clockSign, kind: daily, tier: "ORDINARY"},
		"category": {clock: clockSign, kind: daily, tier: "ORDINARY", categories: map[string]int{"GAS": 1}},
		"unit":     {clock: clockSign, kind: daily, tier: "ORDINARY", unit: "YLLHJ"},
	} {
		if got := less[1:].decide(other); got != nil {
			t.Errorf("another %s meets %+v", what, got)
		}
	}
	same := Lines{line(1, func(l *schema.LimitLine) { l.Category = "GAS" }), line(2, func(l *schema.LimitLine) { l.Category = "HEAT" })}
	if got := same.decide(matter{clock: clockSign, categories: map[string]int{"HEAT": 1, "GAS": 1}}); got.Minutes != 1 {
		t.Errorf("of equally specific lines %+v decides", got)
	}
}

func TestLinesThatMeanNothingAreRefusedByTheirNumber(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*schema.LimitLine){
		"clock is one of":   func(l *schema.LimitLine) { l.Clock = "REVIEW" },
		"kind is empty":     func(l *schema.LimitLine) { l.Kind = "LETTER" },
		"tier is empty":     func(l *schema.LimitLine) { l.Tier = "SLOW" },
		"basis":             func(l *schema.LimitLine) { l.Basis = "DAYS" },
		"minutes":           func(l *schema.LimitLine) { l.Minutes = -1 },
		"code is longer":    func(l *schema.LimitLine) { l.Category = strings.Repeat("x", longestCode+1) },
		"source says":       func(l *schema.LimitLine) { l.Source = "" },
		"has a limit":       func(l *schema.LimitLine) { l.Clock, l.Minutes = clockComplete, 0 },
		"for just the same": func(l *schema.LimitLine) { l.Minutes = 2 },
	} {
		err := Lines{line(1, nil), line(1, change)}.Check()
		if err == nil || !strings.HasPrefix(err.Error(), "line 2: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if err := (Lines{line(1, nil), line(0, func(l *schema.LimitLine) { l.Unit = "SWJ" })}).Check(); err != nil {
		t.Error(err)
	}
}
