package territory

import (
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, directoryv1.BoundaryPlan_State_name, Draft, Cancelled)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Boundary plan (边界方案)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission. A published plan is cancelled only before it\n" +
		"begins to hold.\n\n" +
		"```mermaid\n" + Steps.Mermaid("BoundaryPlan") + "```\n"
	const golden = "../../docs/states/boundary_plan.md"
	drawn.Page(t, golden, want)
}
