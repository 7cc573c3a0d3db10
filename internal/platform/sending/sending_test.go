package sending_test

import (
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/sending"
)

func TestATryIsFollowedByTheNextOneUntilTheWaitsAreOver(t *testing.T) {
	t.Parallel()
	minutes, away := []int{1, 30}, sending.Failure{Reason: "UNAVAILABLE"}
	for name, c := range map[string]struct {
		failure sending.Failure
		tries   int
		verb    sending.Verb
		wait    time.Duration
	}{
		"taken":               {sending.Failure{}, 1, sending.Send, 0},
		"taken in the end":    {sending.Failure{}, 3, sending.Send, 0},
		"first failure":       {away, 1, sending.Fail, time.Minute},
		"second failure":      {away, 2, sending.Fail, 30 * time.Minute},
		"third failure":       {away, 3, sending.GiveUp, 0},
		"retried, and failed": {away, 9, sending.GiveUp, 0},
		"refused":             {sending.Failure{Reason: "REFUSED", Final: true}, 1, sending.GiveUp, 0},
	} {
		if verb, wait := sending.Verdict(c.failure, c.tries, minutes); verb != c.verb || wait != c.wait {
			t.Errorf("%s: %s in %s, not %s in %s", name, verb, wait, c.verb, c.wait)
		}
	}
}
