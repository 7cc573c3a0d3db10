package consultation

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, dispatchv1.Consultation_State_name, Open, Concluded, Withdrawn)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/consultation.md", "# Consultation (派前会商)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission.\n\n"+
		"```mermaid\n"+Steps.Mermaid("Consultation")+"```\n")
}
