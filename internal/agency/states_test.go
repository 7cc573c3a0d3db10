package agency_test

import (
	"strings"
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

func TestTheStatesOfTheTableAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	contract := map[sending.State]bool{}
	for value, word := range dispatchv1.AssignmentPush_State_name {
		if value != 0 {
			contract[sending.State(strings.TrimPrefix(word, "STATE_"))] = true
		}
	}
	for _, state := range agency.Steps.States() {
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
	drawn.Page(t, "../../docs/states/assignment_push.md", "# AssignmentPush (承办动态推送)\n\n"+
		"Written by `go test ./internal/agency -run Drawn -update`. The brackets name the permission. `send`, `fail` and `give_up` are\n"+
		"what came of a try, `renew` follows a change of the duty; `retry` is a call.\n\n```mermaid\n"+agency.Steps.Mermaid("AssignmentPush")+"```\n")
}
