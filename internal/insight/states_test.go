package insight

import (
	"slices"
	"strings"
	"testing"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range insightv1.Exclusion_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Requested)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Approved, Rejected, Withdrawn}) {
		t.Errorf("an exclusion ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Exclusion (剔除)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Exclusion") + "```\n"
	const golden = "../../docs/states/exclusion.md"
	drawn.Page(t, golden, want)
}
