package heatmap

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
)

func TestAWeekLastsFromMondayToSundayInBeijing(t *testing.T) {
	t.Parallel()
	for moment, want := range map[string]string{
		"2026-11-22T15:59:59Z": "2026-W47", "2026-11-22T16:00:00Z": "2026-W48", "2026-11-29T15:59:59Z": "2026-W48",
		"2026-12-31T16:00:00Z": "2026-W53", "2027-01-03T16:00:00Z": "2027-W01",
	} {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		if got := weekOf(at); got != want {
			t.Errorf("%s lies in %s, want %s", moment, got, want)
		}
	}
}

func TestEachLevelIsTwiceAsHotAsTheOneBefore(t *testing.T) {
	t.Parallel()
	for count, want := range map[int]int{5: 1, 10: 2, 15: 2, 20: 3, 35: 3, 40: 4, 75: 4, 80: 5, 10_000: 5} {
		if got := level(count, 5); got != want {
			t.Errorf("%d issues are level %d, want %d", count, got, want)
		}
	}
}

func TestAnIssueLiesOnOnePieceOfEachDivisionInAMonthAndAWeekOfItsGroupAndOfAll(t *testing.T) {
	t.Parallel()
	id := uuid.New()
	for _, c := range []struct {
		of   spot
		want int
	}{
		{spot{cell: -1}, 0}, {spot{cell: -1, community: id}, 4}, {spot{cell: -1, community: id, grid: id}, 8},
		{spot{cell: 1867454122}, 12}, {spot{cell: 1867454122, community: id, grid: id}, 20},
	} {
		c.of.month, c.of.week, c.of.group = "2026-12", "2026-W48", id
		pieces := map[piece]bool{}
		for _, p := range c.of.pieces() {
			pieces[p] = true
		}
		if len(pieces) != c.want {
			t.Errorf("%v lies on %d pieces, want %d", c.of, len(pieces), c.want)
		}
	}
}

func TestWhatIsWithdrawnOrMergedDoesNotCount(t *testing.T) {
	t.Parallel()
	for state, want := range map[string][2]bool{"RECEIVED": {true, false}, "ON_HOLD": {true, false}, "CLOSED": {true, true}, "DIVERTED": {true, true},
		"WITHDRAWN": {}, "MERGED": {}} {
		s, counts := spotOf(&ent.Issue{State: state}, "2026-12", uuid.Nil)
		if counts != want[0] || s.done != want[1] {
			t.Errorf("%s counts: %t, done: %t", state, counts, s.done)
		}
	}
}

func TestTheGroupOfACategoryIsTheFirstLevelAboveIt(t *testing.T) {
	t.Parallel()
	a, b, c, d := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	of := roots(map[uuid.UUID]uuid.UUID{a: uuid.Nil, b: a, c: b, d: uuid.Nil})
	if of[a] != a || of[b] != a || of[c] != a || of[d] != d {
		t.Errorf("%v", of)
	}
}
