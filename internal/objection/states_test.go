package objection

import (
	"slices"
	"strings"
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range dispatchv1.Objection_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Pending)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Upheld, Overruled, Lapsed}) {
		t.Errorf("an objection ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/objection.md", "# Objection (派单异议)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission; the district rules by\n"+
		"`dispatch.dispatch.adjudicate`. An objection lapses when its dispatch is called off.\n\n"+
		"```mermaid\n"+Steps.Mermaid("Objection")+"```\n")
}
