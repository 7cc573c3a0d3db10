package workload

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

// open are the states of a duty in which its unit is called and not done; the words are those of haolinju.dispatch.v1.Assignment.State without its
// prefix.
var open = []string{"SENT", "SIGNED", "RETURN_REQUESTED", "REPORTED_IN", "HANDLING"}

// The obstacles to handling a duty; the words are those of haolinju.dispatch.v1.HandlerProposal.Candidate.Obstacle without its prefix.
const (
	away      = "AWAY"
	full      = "FULL"
	ownMatter = "OWN_MATTER"
	recused   = "RECUSED"
)

// candidate is somebody who may handle a duty.
type candidate struct {
	person    uuid.UUID
	insteadOf *uuid.UUID
	load      int32
	capacity  int32
	last      *time.Time
	obstacle  string
}

// acting is who acts for somebody: he himself while he is present, or who takes the place of whom he names, and so on; not ok where nobody does.
func acting(person uuid.UUID, absences map[uuid.UUID]*ent.Absence, staff []uuid.UUID) (who uuid.UUID, ok bool) {
	seen := map[uuid.UUID]bool{}
	for who = person; !seen[who] && slices.Contains(staff, who); {
		a := absences[who]
		if a == nil {
			return who, true
		}
		if a.ReplacementID == nil {
			return who, false
		}
		seen[who], who = true, *a.ReplacementID
	}
	return who, false
}

// team are the candidates of a unit by its capacities: each who is present, who takes the place of somebody who is not and has none of his own, and those whose
// place nobody takes.
func team(capacities []*ent.Capacity, absences map[uuid.UUID]*ent.Absence, staff []uuid.UUID) (all []candidate) {
	own := map[uuid.UUID]bool{}
	for _, c := range capacities {
		own[c.PersonID] = true
	}
	taken := map[uuid.UUID]bool{}
	for _, c := range capacities {
		if !slices.Contains(staff, c.PersonID) {
			continue
		}
		who, ok := acting(c.PersonID, absences, staff)
		switch {
		case !ok:
			all = append(all, candidate{person: c.PersonID, capacity: c.Duties, last: c.LastTime, obstacle: away})
		case who == c.PersonID:
			all = append(all, candidate{person: who, capacity: c.Duties, last: c.LastTime})
		case !own[who] && !taken[who]:
			taken[who] = true
			all = append(all, candidate{person: who, insteadOf: &c.PersonID, capacity: c.Duties, last: c.LastTime})
		}
	}
	return all
}

// share is his load for his capacity, in billionths; of no capacity it is the whole.
func (c candidate) share() int64 {
	if c.capacity == 0 {
		return math.MaxInt64
	}
	return int64(c.load) * 1_000_000_000 / int64(c.capacity)
}

// order puts first who is to be chosen: nobody with an obstacle before somebody without; then who has the least load for his capacity, of equals who was
// given nothing for longest, then by id.
func order(all []candidate) {
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(min(len(a.obstacle), 1), min(len(b.obstacle), 1)),
			cmp.Compare(a.share(), b.share()),
			earlier(a.last, b.last),
			bytes.Compare(a.person[:], b.person[:]))
	})
}

// earlier compares two moments; none is the earliest.
func earlier(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Compare(*b)
}
