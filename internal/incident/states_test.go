package incident_test

import (
	"testing"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/incident"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, incident.Steps, intakev1.Incident_State_name, incident.Open, incident.Closed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/incident.md", "# Incident (事件)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission. Closing leads to CLOSED once none of its issues is left that\n"+
		"is not over; until then it closes some.\n\n```mermaid\n"+incident.Steps.Mermaid("Incident")+"```\n")
}
