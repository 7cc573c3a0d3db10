package handover

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, dispatchv1.HandOver_State_name, Offered, Accepted, Declined, Lapsed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/hand_over.md", "# Hand-over (移交)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission. An offer lapses when the duty has come to its end.\n\n"+
		"```mermaid\n"+Steps.Mermaid("HandOver")+"```\n")
}
