package moderation

import (
	"slices"
	"strings"
	"testing"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	if err := Steps.Check(); err != nil {
		t.Error(err)
	}
	for value, word := range moderationv1.ModerationCase_State_name {
		if state := State(strings.TrimPrefix(word, "STATE_")); value != 0 && !Steps.Reachable(Open)[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if got := Steps.Terminals(); !slices.Equal(got, []State{Upheld, Dismissed}) {
		t.Errorf("a case ends in %v", got)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Moderation case (审核件)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Moderation case") + "```\n"
	const golden = "../../docs/states/moderation_case.md"
	drawn.Page(t, golden, want)
}
