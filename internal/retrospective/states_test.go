package retrospective_test

import (
	"testing"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
	"github.com/haolinju/haolinju/internal/retrospective"
)

func TestTheTablesHaveNoFlawAndSpeakTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, retrospective.Steps, dispatchv1.Retrospective_State_name, retrospective.Open, retrospective.Closed)
	sound.Table(t, retrospective.FollowUpSteps, dispatchv1.FollowUp_State_name, retrospective.Pending, retrospective.Done, retrospective.Cancelled)
}

func TestTheDrawnPageShowsTheTables(t *testing.T) {
	t.Parallel()
	drawn.Page(t, "../../docs/states/retrospective.md", "# Retrospective (复盘)\n\n"+
		"Written by `make golden` from the state tables. The brackets name the permission.\n\n"+
		"```mermaid\n"+retrospective.Steps.Mermaid("Retrospective")+"```\n\nA follow-up (整改任务) goes on when its retrospective is closed.\n\n"+
		"```mermaid\n"+retrospective.FollowUpSteps.Mermaid("FollowUp")+"```\n")
}
