package handover_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/handover"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, handover.Steps, dispatchv1.HandOver_State_name, handover.Offered, handover.Accepted, handover.Declined, handover.Lapsed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/hand_over.md", "# Hand-over (移交)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission. An offer lapses when the duty has come to its end.\n\n"+
		"```mermaid\n"+handover.Steps.Mermaid("HandOver")+"```\n")
}
