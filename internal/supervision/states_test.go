package supervision

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
	for value, word := range dispatchv1.Supervision_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Open)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Released}) {
		t.Errorf("a supervision ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/supervision.md", "# Supervision (催办、督办)\n\n"+
		"Written by `make golden` from the state table. The brackets name the permission. A reminder is also released when what it\n"+
		"reminds of has come.\n\n```mermaid\n"+Steps.Mermaid("Supervision")+"```\n")
}
