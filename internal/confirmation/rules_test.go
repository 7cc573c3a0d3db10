package confirmation

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTheOutcomeIsDecidedAsSoonAsFurtherAnswersChangeNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		of     tally
		over   bool
		silent State
		want   State
	}{
		{tally{asked: 4, needed: 2}, false, Confirmed, Pending},
		{tally{asked: 4, confirmed: 1, refused: 2, needed: 2}, false, Confirmed, Pending},
		{tally{asked: 4, confirmed: 2, needed: 2}, false, Refused, Confirmed},
		{tally{asked: 4, refused: 3, needed: 2}, false, Confirmed, Refused},
		{tally{asked: 4, refused: 2, needed: 2}, true, Confirmed, Confirmed},
		{tally{asked: 4, refused: 3, needed: 2}, true, Confirmed, Refused},
		{tally{asked: 4, confirmed: 1, needed: 2}, true, Refused, Refused},
		{tally{asked: 4, confirmed: 2, needed: 2}, true, Refused, Confirmed},
		{tally{asked: 1, needed: 1}, true, Confirmed, Confirmed},
	} {
		if got := c.of.outcome(c.over, c.silent); got != c.want {
			t.Errorf("%+v, over %v, silent %s: %s, want %s", c.of, c.over, c.silent, got, c.want)
		}
	}
	for _, c := range []struct {
		asked, want int32
		percent     int
	}{{4, 2, 50}, {5, 3, 50}, {1, 1, 1}, {3, 3, 100}, {100, 67, 67}} {
		if got := needed(c.asked, c.percent); got != c.want {
			t.Errorf("%d %% of %d are %d, want %d", c.percent, c.asked, got, c.want)
		}
	}
}

// An outcome that is decided before the end is the one that any further answers lead to.
func TestAnEarlyOutcomeIsTheOneAtTheEnd(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		asked := rapid.Int32Range(1, 20).Draw(t, "asked")
		of := tally{asked: asked, needed: needed(asked, rapid.IntRange(1, 100).Draw(t, "percent"))}
		early := Pending
		for range asked {
			if rapid.Bool().Draw(t, "solved") {
				of.confirmed++
			} else {
				of.refused++
			}
			if now := of.outcome(false, Confirmed); early == Pending {
				early = now
			} else if now != early {
				t.Fatalf("%s became %s at %+v", early, now, of)
			}
		}
		for _, silent := range []State{Confirmed, Refused} {
			if end := of.outcome(true, silent); end != early {
				t.Fatalf("all have answered: %s, at the end %s", early, end)
			}
		}
	})
}
