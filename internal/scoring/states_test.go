package scoring

import (
	"strings"
	"testing"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	if err := SheetSteps.Check(); err != nil {
		t.Error(err)
	}
	reached := SheetSteps.Reachable(SheetDraft)
	for value, word := range pb.ScoreSheet_State_name {
		if state := SheetState(strings.TrimPrefix(word, "STATE_")); value != 0 && !reached[state] {
			t.Errorf("no way leads to the state %s of the contract", state)
		}
	}
	if n := len(pb.ScoreSheet_State_name) - 1; len(SheetSteps.States()) != n {
		t.Errorf("the table has %d states, the contract %d", len(SheetSteps.States()), n)
	}
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	const golden = "../../docs/states/score_sheet.md"
	want := "# Score sheet (评分表)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission. A sheet changes only while its campaign\n" +
		"is in REVIEW or VOTE.\n\n" +
		"```mermaid\n" + SheetSteps.Mermaid("ScoreSheet") + "```\n"
	drawn.Page(t, golden, want)
}
