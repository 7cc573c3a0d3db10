package escalation_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/escalation"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, escalation.Steps, dispatchv1.Escalation_State_name, escalation.Pending, escalation.Instructed, escalation.Reassigned, escalation.Lapsed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/escalation.md", "# Escalation (提级)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission. The district decides by\n"+
		"`:decideEscalation`, and reassigns where it names a lead. An escalation lapses when its dispatch is called off.\n\n"+
		"```mermaid\n"+escalation.Steps.Mermaid("Escalation")+"```\n")
}
