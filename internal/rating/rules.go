package rating

import (
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The sides of a rating; the words are those of haolinju.dispatch.v1.Rating.Side without its prefix.
const (
	ofResponse = "RESPONSE" // the street rates the unit
	ofCall     = "WHISTLE"  // the unit rates the call
)

var (
	// answered are the states of an assignment in which its unit has responded for good.
	answered = []string{"COMPLETED", "WAIVED", "RETURNED"}
	// settled are those in which nothing more is to come from its unit.
	settled = append([]string{"HANDED_OVER"}, answered...)
	// over are the states of a dispatch in which nothing more is to come from anybody.
	over = []string{"COMPLETED", "CLEARED", "CANCELLED"}
)

// ripe refuses to have a side rate a duty of which it does not yet know how it ended.
func ripe(d *ent.Dispatch, a *ent.Assignment, side string) error {
	if side == ofResponse && slices.Contains(answered, a.State) ||
		side == ofCall && (slices.Contains(settled, a.State) || slices.Contains(over, d.State)) {
		return nil
	}
	return ErrTooEarly
}

// unpublished refuses to have a duty rated whose ratings are published, or one of them.
func unpublished(given []*ent.Rating) error {
	if slices.ContainsFunc(given, func(r *ent.Rating) bool { return State(r.State) != Given }) {
		return ErrClosed
	}
	return nil
}

// bySide is the rating that a side has given of a duty; nil for none.
func bySide(given []*ent.Rating, side string) *ent.Rating {
	for _, r := range given {
		if r.Side == side {
			return r
		}
	}
	return nil
}

// speaks tells whether somebody speaks for who gave the ratings of a side. The street speaks for itself and not for its communities, though it
// sees them.
func speaks(reach access.Reach, side string, unit, issuing uuid.UUID) bool {
	if side == ofResponse {
		return reach.Covers(issuing)
	}
	return reach.Covers(unit) && !reach.Covers(issuing)
}

// other is the side that a rating of a side is about.
func other(side string) string {
	if side == ofResponse {
		return ofCall
	}
	return ofResponse
}

// told tells whether somebody reads a rating: it is published, or his side gave it.
func told(reach access.Reach, r *ent.Rating) bool {
	return State(r.State) != Given || !reach.All && speaks(reach, r.Side, r.UnitID, r.IssuingUnitID)
}

// badFaith are the grounds that say that a rating was not given in good faith.
var badFaith = []string{"RETALIATION", "WITHOUT_GROUNDS"}
