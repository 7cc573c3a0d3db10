package moderation

import (
	"testing"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/drawn"
	"github.com/haolinju/haolinju/internal/platform/lifecycle/sound"
)

func TestTheTableHasNoFlawAndSpeaksTheStatesOfTheContract(t *testing.T) {
	t.Parallel()
	sound.Table(t, Steps, moderationv1.ModerationCase_State_name, Open, Upheld, Dismissed)
}

func TestTheDrawnPageShowsTheTable(t *testing.T) {
	t.Parallel()
	want := "# Moderation case (审核件)\n\n" +
		"Written by `make golden` from the state table. The brackets name the permission.\n\n" +
		"```mermaid\n" + Steps.Mermaid("Moderation case") + "```\n"
	const golden = "../../docs/states/moderation_case.md"
	drawn.Page(t, golden, want)
}
