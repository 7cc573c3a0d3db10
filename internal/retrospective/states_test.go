package retrospective

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTablesHaveNoFlawAndSpeakTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, dispatchv1.Retrospective_State_name, Open, Closed)
	sound.Table(t, FollowUpSteps, dispatchv1.FollowUp_State_name, Pending, Done, Cancelled)
}

func TestTheDrawnPageShowsTheTables(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/retrospective.md", "# Retrospective (复盘)\n\n"+
		"Written by `make golden` from the state tables. The brackets name the permission.\n\n"+
		"```mermaid\n"+Steps.Mermaid("Retrospective")+"```\n\nA follow-up (整改任务) goes on when its retrospective is closed.\n\n"+
		"```mermaid\n"+FollowUpSteps.Mermaid("FollowUp")+"```\n")
}
