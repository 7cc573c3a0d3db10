package notice

import (
	"testing"
	"time"
)

func TestAFailureThatMayPassIsTriedAgainAfterEachOfTheWaitsAndThenGivenUp(t *testing.T) {
	t.Parallel()
	minutes := []int{1, 30}
	for name, c := range map[string]struct {
		outcome outcome
		tries   int
		verb    Verb
		wait    time.Duration
	}{
		"taken":               {outcome{providerID: "m-1"}, 1, Send, 0},
		"taken in the end":    {outcome{}, 3, Send, 0},
		"first failure":       {outcome{reason: unavailable}, 1, Fail, time.Minute},
		"second failure":      {outcome{reason: unavailable}, 2, Fail, 30 * time.Minute},
		"third failure":       {outcome{reason: unavailable}, 3, GiveUp, 0},
		"retried, and failed": {outcome{reason: unavailable}, 9, GiveUp, 0},
		"refused":             {outcome{reason: refused, final: true}, 1, GiveUp, 0},
	} {
		if verb, wait := verdict(c.outcome, c.tries, minutes); verb != c.verb || wait != c.wait {
			t.Errorf("%s: %s after %v, want %s after %v", name, verb, wait, c.verb, c.wait)
		}
	}
}
