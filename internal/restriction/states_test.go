package restriction

import (
	"slices"
	"strings"
	"testing"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range restrictionv1.Restriction_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Active)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Lifted, Expired}) {
		t.Errorf("a restriction ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Restriction (限制)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission; `expire` is no call: the end of the\n" +
		"restriction does it, or of the time in which its appeal is to be decided.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Restriction") + "```\n"
	const golden = "../../docs/states/restriction.md"
	drawn.Page(t, golden, want)
}
