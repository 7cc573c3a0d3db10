package territory

import (
	"slices"
	"strings"
	"testing"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range directoryv1.BoundaryPlan_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Draft)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Cancelled}) {
		t.Errorf("a plan ends in %v", got)
	}
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
