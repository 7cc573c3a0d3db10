package notice

import (
	"strings"
	"testing"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

func TestTheStatesOfTheTableAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	contract := map[sending.State]bool{}
	for value, word := range noticev1.Delivery_State_name {
		if value != 0 {
			contract[sending.State(strings.TrimPrefix(word, "STATE_"))] = true
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
	const golden = "../../docs/states/delivery.md"
	want := "# Delivery (投递)\n\n" +
		"Written by `go test ./internal/notice -run Drawn -update`. The brackets name the permission. `send`, `fail` and `give_up` are\n" +
		"what came of a try; `retry` is a call.\n\n```mermaid\n" + Steps.Mermaid("Delivery") + "```\n"
	drawn.Page(t, golden, want)
}
