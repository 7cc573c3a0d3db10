package roster

import (
	"slices"
	"strings"
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheTablesHaveNoFlawAndSpeakTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range dispatchv1.DutyRoster_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Published)[state] {
			t.Errorf("no way leads to the state %s of a roster", state)
		}
	}
	if err := ShiftSteps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range dispatchv1.DutyShift_State_name {
		if state := ShiftState(strings.TrimPrefix(word, "STATE_")); value != 0 && !ShiftSteps.Reachable(Planned)[state] {
			t.Errorf("no way leads to the state %s of a shift", state)
		}
	}
	if got := ShiftSteps.Terminals(); !slices.Equal(got, []ShiftState{ShiftCancelled}) {
		t.Errorf("a shift ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTables(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/duty_roster.md", "# Duty roster (值班表)\n\n"+
		"Written by `make golden` from the state tables. The brackets name the permission.\n\n```mermaid\n"+Steps.Mermaid("Roster")+"```\n\n"+
		"A shift (班次) changes hands only by `take`; a roster that is cancelled cancels its shifts.\n\n```mermaid\n"+ShiftSteps.Mermaid("Shift")+"```\n")
}
