package routing

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
	for value, word := range dispatchv1.RouteProposal_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Open)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Accepted, Dismissed, Lapsed}) {
		t.Errorf("a proposal ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Route proposal (派单建议)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission. A proposal lapses when its issue goes on without it.\n\n" +
		"```mermaid\n" + Steps.Mermaid("RouteProposal") + "```\n"
	const golden = "../../docs/states/route_proposal.md"
	drawn.Page(t, golden, want)
}
