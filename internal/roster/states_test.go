package roster_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/roster"
)

func TestTheTablesHaveNoFlawAndSpeakTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, roster.Steps, dispatchv1.DutyRoster_State_name, roster.Published, roster.Cancelled)
	sound.Table(t, roster.ShiftSteps, dispatchv1.DutyShift_State_name, roster.Planned, roster.ShiftCancelled)
}

func TestTheDrawnPageShowsTheTables(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/duty_roster.md", "# Duty roster (值班表)\n\n"+
		"Written by `make golden` from the state tables. The brackets name the permission.\n\n```mermaid\n"+roster.Steps.Mermaid("Roster")+"```\n\n"+
		"A shift (班次) changes hands only by `take`; a roster that is cancelled cancels its shifts.\n\n```mermaid\n"+roster.ShiftSteps.Mermaid("Shift")+"```\n")
}
