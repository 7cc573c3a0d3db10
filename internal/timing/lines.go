package timing

import (
	"errors"
	"fmt"
	"slices"

	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// Lines are limits for some categories, urgencies, kinds of dispatch or units alone. They are the shape of a setting.
type Lines []schema.LimitLine

// What a line may say. A code, and words on where a line comes from, are of bounded length.
var (
	lineClocks = []string{clockSign, clockReportIn, clockFirstContact, clockStageReport, clockComplete}
	lineKinds  = []string{"", order, daily, keyTask, emergency}
	lineTiers  = []string{"", "EMERGENCY", "URGENT", "ORDINARY", "COMPLEX"}
)

const (
	mostLines     = 500
	longestCode   = 64
	longestSource = 1000
)

// Check refuses lines that mean nothing, or two for just the same. What must be complete has a limit (接诉即办工作条例 art. 13).
func (l Lines) Check() error {
	if len(l) > mostLines {
		return fmt.Errorf("more than %d lines", mostLines)
	}
	said := map[schema.LimitLine]bool{}
	for i, line := range l {
		about := schema.LimitLine{Clock: line.Clock, Kind: line.Kind, Tier: line.Tier, Category: line.Category, Unit: line.Unit}
		err := clock.Limit{Minutes: line.Minutes, Basis: clock.Basis(line.Basis)}.Check()
		switch {
		case err != nil:
		case !slices.Contains(lineClocks, line.Clock):
			err = fmt.Errorf("clock is one of %v", lineClocks)
		case !slices.Contains(lineKinds, line.Kind):
			err = fmt.Errorf("kind is empty or one of %v", lineKinds[1:])
		case !slices.Contains(lineTiers, line.Tier):
			err = fmt.Errorf("tier is empty or one of %v", lineTiers[1:])
		case len(line.Category) > longestCode || len(line.Unit) > longestCode:
			err = fmt.Errorf("a code is longer than %d bytes", longestCode)
		case line.Source == "" || len(line.Source) > longestSource:
			err = errors.New("source says where the limit comes from")
		case line.Clock == clockComplete && line.Minutes == 0:
			err = errors.New("what must be complete has a limit")
		case said[about]:
			err = errors.New("another line is for just the same")
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
		said[about] = true
	}
	return nil
}

// matter is all that lines ask of what is to be done in time.
type matter struct {
	clock, kind, tier string
	categories        map[string]int // codes of what it is about, each with how deep in the tree it lies, from 1
	unit              string         // code of who has to do it
}

// decide is the most specific line that a matter meets, of equally specific ones the first; nil for none. A line for a unit is more specific
// than one for a category, a deeper category than one above it, a category than an urgency, and that than a kind.
func (l Lines) decide(m matter) *schema.LimitLine {
	var best *schema.LimitLine
	var most []int
	for i, line := range l {
		depth, within := m.categories[line.Category]
		if line.Clock != m.clock || line.Kind != "" && line.Kind != m.kind || line.Tier != "" && line.Tier != m.tier ||
			line.Category != "" && !within || line.Unit != "" && line.Unit != m.unit {
			continue
		}
		if how := []int{named(line.Unit), depth, named(line.Tier), named(line.Kind)}; best == nil || slices.Compare(how, most) > 0 {
			best, most = &l[i], how
		}
	}
	return best
}

func named(condition string) int { return min(len(condition), 1) }

// ask tells whether any line asks for a category, and whether any asks for a unit.
func (l Lines) ask() (category, unit bool) {
	for _, line := range l {
		category, unit = category || line.Category != "", unit || line.Unit != ""
	}
	return category, unit
}
