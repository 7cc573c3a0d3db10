package app_test

import (
	"testing"

	"github.com/haolinju/haolinju/internal/dispatch"
	"github.com/haolinju/haolinju/internal/timeline"
)

// proves DI-23
func TestATimelineTellsOfEachStepOfADispatchAndOfItsUnits(t *testing.T) {
	t.Parallel()
	for _, step := range dispatch.Life() {
		if !timeline.Tells(step.Emits) {
			t.Errorf("of %s no entry tells", step.Emits)
		}
	}
	for _, step := range dispatch.AssignmentLife() {
		if step.Emits != "" && !timeline.Tells(step.Emits) { // else the event of the dispatch tells of it
			t.Errorf("of %s no entry tells", step.Emits)
		}
	}
}
