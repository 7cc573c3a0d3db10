package performance

import (
	"slices"

	"github.com/google/uuid"
)

// The outcomes of a duty.
const (
	open     = "OPEN"
	overdue  = "OVERDUE" // open, and its limit has run out
	onTime   = "ON_TIME"
	late     = "LATE"
	done     = "DONE" // without a limit
	returned = "RETURNED"
	rated    = "RATED" // no duty of its unit any more, but one side has rated the other
)

// What a duty is the lead of.
const (
	order   = "ORDER"
	whistle = "WHISTLE"
)

// uncounted are the states of an assignment in which it is no work of its unit any more: let off, called off, taken over by another.
var uncounted = []string{"WAIVED", "CANCELLED", "HANDED_OVER"}

// duty is what of an assignment says how it counts.
type duty struct {
	kind               string // of its dispatch
	role, state        string
	limited, late      bool // whether it has a limit, and whether that ran out
	reopened, reworked bool
	response, whistle  *int // the sums of the scores that the street and the unit have given each other
	unit, street       uuid.UUID
	community          uuid.UUID   // of the issue behind it; Nil for none
	categories         []uuid.UUID // of the issue behind it, and those above
	month              string      // in which the unit got it
}

// count is where and as what a duty counts.
type count struct {
	month, outcome          string
	unit, street, community uuid.UUID
	categories              []uuid.UUID
	leads                   string // ORDER or WHISTLE; empty where it leads none
	reopened, reworked      bool
	response, whistle       *int
}

func (c count) equal(d count) bool {
	return c.month == d.month && c.outcome == d.outcome && c.unit == d.unit && c.street == d.street && c.community == d.community &&
		c.leads == d.leads && c.reopened == d.reopened && c.reworked == d.reworked && same(c.response, d.response) && same(c.whistle, d.whistle) && slices.Equal(c.categories, d.categories)
}

// same tells whether two sums of scores are: none is not 0.
func same(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

// countOf is how a duty counts; none where it does not. What has been rated counts as that alone where it is no duty.
func countOf(d duty) (c count, counts bool) {
	c = count{month: d.month, outcome: outcomeOf(d), unit: d.unit, street: d.street, community: d.community, categories: d.categories,
		leads: leadsOf(d), reopened: d.reopened, reworked: d.reworked, response: d.response, whistle: d.whistle}
	if d.role == "INFORMED" || slices.Contains(uncounted, d.state) {
		c.outcome, c.leads, c.reopened, c.reworked = rated, "", false, false
		return c, d.response != nil || d.whistle != nil
	}
	return c, true
}

// leadsOf is what a duty is the lead of, if it is one and was not given back: so each dispatch counts once, whoever leads it in the end.
func leadsOf(d duty) string {
	switch {
	case d.role != "LEAD" || d.state == "RETURNED":
		return ""
	case d.kind == order:
		return order
	}
	return whistle
}

func outcomeOf(d duty) string {
	switch {
	case d.state == "RETURNED":
		return returned
	case d.state != "COMPLETED" && d.late:
		return overdue
	case d.state != "COMPLETED":
		return open
	case d.late:
		return late
	case d.limited:
		return onTime
	}
	return done
}

// subject is of whom or what duties are counted together in a month.
type subject struct {
	month, dimension string
	id               uuid.UUID
}

// subjects are those of a duty.
func (c count) subjects() (all []subject) {
	add := func(dimension string, ids ...uuid.UUID) {
		for _, id := range ids {
			if id != uuid.Nil {
				all = append(all, subject{c.month, dimension, id})
			}
		}
	}
	add("UNIT", c.unit)
	add("SUB_DISTRICT", c.street)
	add("COMMUNITY", c.community)
	add("CATEGORY", c.categories...)
	return all
}

// sums are how many duties there are of each sort.
type sums struct {
	Received int `json:"received"`
	Open     int `json:"open"`
	OnTime   int `json:"on_time"`
	Late     int `json:"late"`
	Returned int `json:"returned"`
	Reopened int `json:"reopened"`
	Reworked int `json:"reworked"`
	Orders   int `json:"orders"`
	Whistles int `json:"whistles"`

	ResponseRatings int `json:"response_ratings"`
	ResponsePoints  int `json:"response_points"`
	WhistleRatings  int `json:"whistle_ratings"`
	WhistlePoints   int `json:"whistle_points"`
}

// plus a duty, so many times.
func (s sums) plus(c count, times int) sums {
	add := func(to *int, yes bool) {
		if yes {
			*to += times
		}
	}
	add(&s.Received, c.outcome != rated)
	add(&s.Open, c.outcome == open || c.outcome == overdue)
	add(&s.OnTime, c.outcome == onTime)
	add(&s.Late, c.outcome == late || c.outcome == overdue)
	add(&s.Returned, c.outcome == returned)
	add(&s.Reopened, c.reopened)
	add(&s.Reworked, c.reworked)
	add(&s.Orders, c.leads == order)
	add(&s.Whistles, c.leads == whistle)
	score := func(ratings, points, given *int) {
		if given != nil {
			*ratings += times
			*points += times * *given
		}
	}
	score(&s.ResponseRatings, &s.ResponsePoints, c.response)
	score(&s.WhistleRatings, &s.WhistlePoints, c.whistle)
	return s
}
