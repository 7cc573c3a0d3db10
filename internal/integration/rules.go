package integration

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
)

// Everybody stands in the place of a permission where all who have signed in may read the records of a kind.
const Everybody = ""

// kindOf a type of event: haolinju.intake.issue of haolinju.intake.issue.created.v1.
func kindOf(eventType string) string {
	words := strings.SplitN(eventType, ".", 4)
	return strings.Join(words[:min(3, len(words))], ".")
}

// audience is what a caller hears of: by kind, how far his grants reach to read its records. Of a kind that is not in it
// he hears nothing. Grants with limits do not count: an event does not tell what its record is about.
type audience map[string]access.Reach

// audienceOf a caller, by the permissions that the kinds are read by.
func audienceOf(p access.Principal, readers map[string]string) audience {
	a := audience{}
	for kind, permission := range readers {
		if permission == Everybody {
			a[kind] = access.Reach{All: true}
		} else {
			a[kind] = p.Reach(permission)
		}
	}
	return a
}

// hears says whether a caller hears of an event that concerns some units.
func (a audience) hears(eventType string, units []uuid.UUID) bool {
	reach, known := a[kindOf(eventType)]
	return known && (reach.All || slices.ContainsFunc(units, reach.Covers))
}
