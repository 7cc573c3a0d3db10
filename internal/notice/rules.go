package notice

import "time"

// verdict is what follows from a try, the n-th: the verb, and how long the next try is away. A failure for good, or one
// after the last of the waits, gives up.
func verdict(o outcome, tries int, minutes []int) (Verb, time.Duration) {
	switch {
	case o.reason == "":
		return Send, 0
	case o.final || tries > len(minutes):
		return GiveUp, 0
	}
	return Fail, time.Duration(minutes[tries-1]) * time.Minute
}
