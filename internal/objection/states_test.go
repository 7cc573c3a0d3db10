package objection_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/objection"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, objection.Steps, dispatchv1.Objection_State_name, objection.Pending, objection.Upheld, objection.Overruled, objection.Lapsed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/objection.md", "# Objection (派单异议)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission; the district rules by\n"+
		"`dispatch.dispatch.adjudicate`. An objection lapses when its dispatch is called off.\n\n"+
		"```mermaid\n"+objection.Steps.Mermaid("Objection")+"```\n")
}
