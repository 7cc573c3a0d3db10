package callback

import (
	"strings"
	"testing"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheStatesOfTheTableAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	contract := map[State]bool{}
	for value, word := range intakev1.CallbackTask_State_name {
		if value != 0 {
			contract[State(strings.TrimPrefix(word, "STATE_"))] = true
		}
	}
	for _, state := range Steps.States() {
		if !contract[state] {
			t.Errorf("the contract does not know the state %s", state)
		}
		delete(contract, state)
	}
	for state := range contract {
		t.Errorf("no step leads to the state %s of the contract", state)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/callback_task.md"
	want := "# CallbackTask (回访任务)\n\n" +
		"Written by `go test ./internal/callback -run Drawn -update`. The brackets name the permission. `claim` and `release` are\n" +
		"calls; the other verbs follow from the draw, from callbacks and from the issue.\n\n```mermaid\n" + Steps.Mermaid("CallbackTask") + "```\n"
	drawn.Page(t, golden, want)
}
