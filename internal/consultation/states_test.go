package consultation_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/consultation"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, consultation.Steps, dispatchv1.Consultation_State_name, consultation.Open, consultation.Concluded, consultation.Withdrawn)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/consultation.md", "# Consultation (派前会商)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission.\n\n"+
		"```mermaid\n"+consultation.Steps.Mermaid("Consultation")+"```\n")
}
