package feed

import "github.com/google/uuid"

// Recount compares how some records count, as far as they do, before and now. What is different is taken away and added, by add with -1 or
// 1. Left are those that count no more as they did, taken what those count as that do so anew or otherwise, and changed is how many differ.
func Recount[T any](ids []uuid.UUID, before, now map[uuid.UUID]T, equal func(a, b T) bool, add func(one T, times int)) (left []uuid.UUID, taken map[uuid.UUID]T, changed int) {
	taken = map[uuid.UUID]T{}
	for _, id := range ids {
		was, stood := before[id]
		is, stands := now[id]
		if stood == stands && equal(was, is) {
			continue
		}
		changed++
		if stood {
			left = append(left, id)
			add(was, -1)
		}
		if stands {
			taken[id] = is
			add(is, 1)
		}
	}
	return left, taken, changed
}
