package chain

import (
	"slices"

	"github.com/google/uuid"
)

// The causes of a link; the words are those of haolinju.intake.v1.ChainLink.Cause without its prefix.
const (
	received   = "RECEIVED"
	reportedUp = "REPORTED_UP"
	sentDown   = "SENT_DOWN"
	relocated  = "RELOCATED"
)

// broughtIn are the channels of what somebody on the ground has brought in.
var broughtIn = []string{"DESK", "GRID_WORKER", "DOOR_CAPTAIN"}

// lead is the role in which a community would have what is sent down to it.
const lead = "LEAD"

// levels are the units on whose ground something lies, the most specific first and the district last.
func levels(grid, community, subDistrict *uuid.UUID, district uuid.UUID) []uuid.UUID {
	var all []uuid.UUID
	for _, id := range []*uuid.UUID{grid, community, subDistrict} {
		if id != nil {
			all = append(all, *id)
		}
	}
	return append(all, district)
}

// first is the unit that has an issue at first: what was brought in on the ground is with the most specific one, all else with the
// sub-district, and with the district while that is not known.
func first(channel string, subDistrict *uuid.UUID, levels []uuid.UUID) uuid.UUID {
	switch {
	case slices.Contains(broughtIn, channel):
		return levels[0]
	case subDistrict != nil:
		return *subDistrict
	}
	return levels[len(levels)-1]
}

// up is the level above a unit.
func up(levels []uuid.UUID, unit uuid.UUID) (uuid.UUID, error) {
	above := slices.Index(levels, unit) + 1
	if above == len(levels) {
		return uuid.Nil, ErrTop
	}
	return levels[above], nil
}

// down refuses a unit that is not the level below the one that has an issue. Where the issue lies nowhere below, the unit's own levels say so,
// and unknown is that nobody knew.
func down(levels, ofUnit []uuid.UUID, holder, unit uuid.UUID) (unknown bool, err error) {
	if len(ofUnit) < 2 || ofUnit[0] != unit || ofUnit[1] != holder {
		return false, ErrNotBelow
	}
	switch at := slices.Index(levels, holder); {
	case at == 0:
		return true, nil
	case levels[at-1] != unit:
		return false, ErrNotItsGround
	}
	return false, nil
}
