package hotline

import (
	"flag"
	"os"
	"strings"
	"testing"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

var update = flag.Bool("update", false, "write the golden page anew")

func TestTheStatesOfTheTableAreThoseOfTheContract(t *testing.T) {
	t.Parallel()
	contract := map[State]bool{}
	for value, word := range intakev1.HotlineResult_State_name {
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
	const golden = "../../docs/states/hotline_result.md"
	want := "# HotlineResult (结果回传)\n\n" +
		"Written by `go test ./internal/hotline -run Drawn -update`. The brackets name the permission. `send`, `fail` and `give_up` are\n" +
		"what came of a try; `retry` is a call.\n\n```mermaid\n" + Steps.Mermaid("HotlineResult") + "```\n"
	if *update {
		if err := os.WriteFile(golden, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(golden); err != nil || string(got) != want {
		t.Errorf("%s is not what the table says (%v); write it anew with `make golden`", golden, err)
	}
}
