package heatmap

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// scales are those of the squares of internal/platform/geo, by division.
var scales = map[string]int{"SQUARE_500M": 0, "SQUARE_1KM": 1, "SQUARE_2KM": 2}

// hottest is the highest level.
const hottest = 5

// uncounted are the states in which an issue is nobody's matter, or counts as another.
var uncounted = []string{"WITHDRAWN", "MERGED"}

// done are the states in which nobody has an issue in hand that counts.
var done = []string{"ANSWERED", "DIVERTED", "CLOSED"}

// spot is where and as what an issue counts.
type spot struct {
	month, week                  string
	cell                         int64     // of the grid of internal/platform/geo; -1 without coordinates
	group                        uuid.UUID // the category of the first level above its own
	subDistrict, community, grid uuid.UUID // Nil for none
	done, known                  bool      // known: whether others may know of it
}

// spotOf is that of an issue that came in in a month; none where it does not count.
func spotOf(row *ent.Issue, month string, group uuid.UUID) (s spot, counts bool) {
	s = spot{month: month, week: weekOf(row.CreateTime), cell: -1, group: group, subDistrict: wire.Plain(row.SubDistrictID),
		community: wire.Plain(row.CommunityID), grid: wire.Plain(row.GridID), done: slices.Contains(done, row.State), known: disclosure.Known(row)}
	if row.Cell != nil {
		s.cell = *row.Cell
	}
	return s, !slices.Contains(uncounted, row.State)
}

// weekOf is the week from Monday to Sunday in which a moment lies.
func weekOf(moment time.Time) string {
	year, week := moment.In(calendar.Zone).ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, week)
}

// piece is a piece of ground of a division, in one period, for one group of categories or, with Nil, all.
type piece struct {
	period, division, ground string
	group, subDistrict       uuid.UUID
}

// pieces are those on which the spot lies.
func (s spot) pieces() (all []piece) {
	grounds := map[string]string{}
	if s.cell >= 0 {
		for division, scale := range scales {
			grounds[division] = strconv.FormatInt(geo.SquareAround(s.cell, scale).Cell(), 10)
		}
	}
	for division, unit := range map[string]uuid.UUID{"COMMUNITY": s.community, "GRID": s.grid} {
		if unit != uuid.Nil {
			grounds[division] = unit.String()
		}
	}
	for division, ground := range grounds {
		for _, period := range []string{s.month, s.week} {
			for _, group := range []uuid.UUID{s.group, uuid.Nil} {
				all = append(all, piece{period, division, ground, group, s.subDistrict})
			}
		}
	}
	return all
}

// counts are how many issues lie on a piece of ground.
type counts struct{ open, done, known int }

// of the spot, so many times.
func (c counts) plus(s spot, times int) counts {
	if s.done {
		c.done += times
	} else {
		c.open += times
	}
	if s.known {
		c.known += times
	}
	return c
}

// level is how hot so many issues are: each level is twice as hot as the one before.
func level(count, step int) int { return min(hottest, bits.Len(uint(count/step))) }

// roots are the categories of the first level, by the categories under them, of the parents of all.
func roots(parents map[uuid.UUID]uuid.UUID) map[uuid.UUID]uuid.UUID {
	above := map[uuid.UUID]uuid.UUID{}
	for id := range parents {
		root := id
		for parents[root] != uuid.Nil {
			root = parents[root]
		}
		above[id] = root
	}
	return above
}
