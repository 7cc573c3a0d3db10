package duty

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
	for value, word := range dispatchv1.DutyCatalogue_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Published)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Cancelled}) {
		t.Errorf("a version ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Duty catalogue (派单目录)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission. A version is cancelled only before it\n" +
		"starts.\n\n" +
		"```mermaid\n" + Steps.Mermaid("DutyCatalogue") + "```\n"
	const golden = "../../docs/states/duty_catalogue.md"
	drawn.Page(t, golden, want)
}
