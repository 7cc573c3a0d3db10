package scoring

import (
	"testing"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, SheetSteps, pb.ScoreSheet_State_name, SheetDraft, SheetSubmitted)
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
